import type { Stream } from "@rederive/lib/random";

/** A cell of liquid time-constant neurons (Hasani et al., https://arxiv.org/abs/2006.04439). */
export interface LtcCell {
  /** Time constants without input, one a unit. */
  tau: number[];
  /** Synapses into each unit: from units first, then from inputs. */
  synapses: Synapse[][];
}

interface Synapse {
  weight: number;
  /** What the synapse pulls its unit towards. */
  pull: number;
  slope: number;
  middle: number;
}

/** A cell at random; no unit talks to itself. */
export function randomCell(units: number, inputs: number, random: Stream): LtcCell {
  const between = (low: number, high: number) => low + (high - low) * random.uniform();
  const synapse = (isSelf: boolean): Synapse => ({
    weight: isSelf ? 0 : between(0, 1),
    pull: between(-2, 2),
    slope: between(3, 8),
    middle: between(0.3, 0.8),
  });
  return {
    tau: Array.from({ length: units }, () => between(0.1, 3)),
    synapses: Array.from(
      { length: units },
      (_, to) => Array.from({ length: units + inputs }, (_, from) => synapse(from === to)),
    ),
  };
}

/** One step of a solver: the new value of a unit with value x, time constant tau, open gates f. */
export type Solver = (x: number, tau: number, gates: readonly Gate[], dt: number) => number;

interface Gate {
  open: number; // f, 0 to weight
  pull: number; // A
}

/** The paper's: the new value on both sides, so that no step is too long. */
export const fused: Solver = (x, tau, gates, dt) => {
  const towards = gates.reduce((sum, { open, pull }) => sum + open * pull, 0);
  const open = gates.reduce((sum, gate) => sum + gate.open, 0);
  return (x + dt * towards) / (1 + dt * (1 / tau + open));
};

/** The plain one: where the slope at the old value leads. */
export const explicit: Solver = (x, tau, gates, dt) => {
  const towards = gates.reduce((sum, { open, pull }) => sum + open * (pull - x), 0);
  return x + dt * (towards - x / tau);
};

/** All units one step on. */
export function stepCell(
  { tau, synapses }: LtcCell,
  state: readonly number[],
  { input, dt, solver }: { input: readonly number[]; dt: number; solver: Solver },
): number[] {
  const sources = [...state, ...input];
  return state.map((x, unit) => {
    const gates = synapses[unit]!.map(({ weight, pull, slope, middle }, from) => ({
      open: weight / (1 + Math.exp(-slope * (sources[from]! - middle))),
      pull,
    }));
    return solver(x, tau[unit]!, gates, dt);
  });
}
