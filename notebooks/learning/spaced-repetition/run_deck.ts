import { foldIn, key, stream } from "@rederive/lib/random";
import type { Policy } from "./policies.ts";
import type { World } from "./worlds.ts";

/** What became of a deck. */
export interface DeckRun {
  /** The days on which each card was repeated. */
  days: number[][];
  /** Mean chance of recall over all cards and the second half of the days. */
  kept: number;
}

/** Sizes of a run. */
export interface DeckOptions {
  cards: number;
  days: number;
  seed: number;
}

/** Every card is learned on day 0; from then on the policy says on which day it is due. */
export function runDeck(
  world: World,
  policy: Policy,
  { cards, days, seed }: DeckOptions,
): DeckRun {
  let sum = 0;
  const half = Math.floor(days / 2);
  const all = Array.from({ length: cards }, (_, i) => {
    const random = stream(foldIn(key(seed), i));
    const memory = world(random.normal());
    const plan = policy(i);
    memory.repeat(0, true);
    let due = plan.next(0, true, memory);
    const done: number[] = [0];
    for (let day = 1; day <= days; day++) {
      if (day <= half && day < due) continue;
      const p = memory.recall(day);
      if (day > half) sum += p;
      if (day < due) continue;
      const isRecalled = random.uniform() < p;
      memory.repeat(day, isRecalled);
      done.push(day);
      due = plan.next(day, isRecalled, memory);
    }
    return done;
  });
  return { days: all, kept: sum / (cards * (days - half)) };
}

/** Repetitions a card after the first. */
export function repetitionsPerCard({ days }: DeckRun): number {
  return days.reduce((sum, done) => sum + done.length - 1, 0) / days.length;
}
