import { FSRSAlgorithm, type FSRSState, Rating } from "ts-fsrs";
import { activation, type MemoryLaw, repeat, type Trace } from "./memory_law.ts";

/** What a card's memory does; times are in days. */
export interface Memory {
  recall(day: number): number;
  repeat(day: number, isRecalled: boolean): void;
}

/** Makes the memory of a card; `ease` is standard normal and sets cards apart. */
export type World = (ease: number) => Memory;

const DAY = 86_400;

/** Memory by activation; a card's ease shifts its threshold. */
export function activationWorld(law: MemoryLaw): World {
  return (ease) => {
    let traces: Trace[] = [];
    return {
      recall: (day) => {
        const m = activation(traces, day * DAY, law) + 0.3 * ease;
        return 1 / (1 + Math.exp((law.tau - m) / law.s));
      },
      repeat: (day) => {
        traces = repeat(traces, day * DAY, law);
      },
    };
  };
}

/** Memory as FSRS has it; a card's ease stretches or shrinks its stability. */
export function fsrsWorld(): World {
  const fsrs = new FSRSAlgorithm({ enable_fuzz: false });
  return (ease) => {
    let state: FSRSState | null = null;
    let last = 0;
    const stretch = Math.exp(0.3 * ease);
    return {
      recall: (day) =>
        state === null ? 0 : fsrs.forgetting_curve(day - last, stretch * state.stability),
      repeat: (day, isRecalled) => {
        state = fsrs.next_state(state, day - last, isRecalled ? Rating.Good : Rating.Again);
        last = day;
      },
    };
  };
}
