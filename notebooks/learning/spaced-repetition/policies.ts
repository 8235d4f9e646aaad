import { FSRSAlgorithm, type FSRSState, Rating } from "ts-fsrs";
import type { Memory } from "./worlds.ts";

/** Says when a card is due next, from what happened today. */
export interface Plan {
  next(day: number, isRecalled: boolean, memory: Memory): number;
}

/** Makes the plan of one card. */
export type Policy = (card: number) => Plan;

/** The same gap always, in days. */
export function everyDays(gap: number): Policy {
  return () => ({ next: (day) => day + gap });
}

/** SuperMemo's SM-2: 1 day, 6 days, then times the ease factor; a failure begins again. */
export function superMemo2(): Policy {
  return () => {
    let [repetition, interval, ease] = [0, 0, 2.5];
    return {
      next(day, isRecalled) {
        const quality = isRecalled ? 4 : 2;
        repetition = isRecalled ? repetition + 1 : 1;
        interval = repetition === 1 ? 1 : repetition === 2 ? 6 : Math.round(interval * ease);
        ease = Math.max(1.3, ease + 0.1 - (5 - quality) * (0.08 + (5 - quality) * 0.02));
        return day + interval;
      },
    };
  };
}

/** FSRS as ts-fsrs has it: due when it believes the chance of recall to be `retention`. */
export function fsrsPolicy(retention = 0.9): Policy {
  const fsrs = new FSRSAlgorithm({ enable_fuzz: false, request_retention: retention });
  return () => {
    let state: FSRSState | null = null;
    let last = 0;
    return {
      next(day, isRecalled) {
        const grade = isRecalled ? Rating.Good : Rating.Again;
        state = fsrs.next_state(state, day - last, grade);
        last = day;
        return day + fsrs.next_interval(state.stability, 0);
      },
    };
  };
}

/** Knows the true memory, and repeats on the first day on which recall is below `threshold`. */
export function onceBelow(threshold: number, horizon: number): Policy {
  return () => ({
    next(day, _isRecalled, memory) {
      let due = day + 1;
      while (due < horizon && memory.recall(due) >= threshold) due++;
      return due;
    },
  });
}

/** Repeats on the given days, whatever happens: `days[card]`. */
export function onDays(days: readonly (readonly number[])[]): Policy {
  return (card) => ({ next: (day) => days[card]!.find((d) => d > day) ?? Infinity });
}
