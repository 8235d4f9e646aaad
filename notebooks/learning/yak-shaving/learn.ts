import { type Stream, stream } from "@rederive/lib/random";
import { arrive, GAMMA, type Mentor, MOVES, reward } from "./chain.ts";

/** How a learner learns. */
export interface LearnOptions {
  /** Steps of the way. */
  N: number;
  /** How often it walks the way. */
  episodes: number;
  /** Who comments on its steps; nobody unless given. */
  mentor?: Mentor;
  /** How much chance there is in each comment: the deviation of a normal number. */
  noise?: number;
  /** All chance comes from here. */
  seed: number;
  /** An episode is given up after so many steps. */
  patience?: number;
}

const RATE = 0.5; // of each surprise, how much is believed
const CURIOSITY = 0.1; // how often a move is picked blindly

/** Q-learning from nothing: the steps that each episode took. */
export function learn(
  { N, episodes, mentor, noise = 0, seed, patience = 2000 }: LearnOptions,
): number[] {
  const random = stream(seed);
  const values = Array.from({ length: N + 1 }, () => MOVES.map(() => 0));
  return Array.from({ length: episodes }, () => {
    let steps = 0;
    for (let place = 0; place < N && steps < patience; steps++) {
      const row = values[place]!;
      const pick = random.uniform() < CURIOSITY ? random.integer(MOVES.length) : best(row, random);
      const to = arrive(place, MOVES[pick]!);
      const chance = noise === 0 ? 0 : noise * random.normal();
      const target = reward(N, place, to, mentor) + chance + GAMMA * Math.max(...values[to]!);
      row[pick]! += RATE * (target - row[pick]!);
      place = to;
    }
    return steps;
  });
}

/** The best entry; one of the best by lot. */
function best(row: readonly number[], random: Stream): number {
  const top = Math.max(...row);
  const places = row.flatMap((value, i) => value === top ? [i] : []);
  return places[places.length === 1 ? 0 : random.integer(places.length)]!;
}
