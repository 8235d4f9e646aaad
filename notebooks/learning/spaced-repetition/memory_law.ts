/** The settings of the memory model. */
export interface MemoryLaw {
  /** The least decay of a trace. */
  a: number;
  /** How much faster a trace decays that was laid down while the item was still active. */
  c: number;
  /** Activation at which half of the tries succeed. */
  tau: number;
  /** How soft that threshold is. */
  s: number;
  /** Units of the model's time in a second. */
  h: number;
}

/** Decay that depends on activation: the form of Pavlik and Anderson (2005). */
export const ACTIVATION_LAW: MemoryLaw = { a: 0.177, c: 0.217, tau: -0.704, s: 0.255, h: 0.025 };

/** The same with one decay for all traces: no memory of what was known at a review. */
export const FIXED_LAW: MemoryLaw = { ...ACTIVATION_LAW, c: 0 };

/** One repetition: when it was, in seconds, and the exponent with which it fades. */
export interface Trace {
  at: number;
  decay: number;
}

/** m = ln sum t_k^(-d_k), over the ages t_k of all traces; -Infinity without any. */
export function activation(traces: readonly Trace[], now: number, { h }: MemoryLaw): number {
  let sum = 0;
  // ages below one unit of time count as one: the power would run off to infinity
  for (const { at, decay } of traces) sum += Math.max(1, h * (now - at)) ** -decay;
  return Math.log(sum);
}

/** The traces after one more repetition: its decay is c e^m + a. */
export function repeat(traces: readonly Trace[], now: number, law: MemoryLaw): Trace[] {
  const decay = law.a + law.c * Math.exp(activation(traces, now, law));
  return [...traces, { at: now, decay }];
}

/** The chance of recall, 1 / (1 + e^((tau - m) / s)). */
export function recall(traces: readonly Trace[], now: number, law: MemoryLaw): number {
  return 1 / (1 + Math.exp((law.tau - activation(traces, now, law)) / law.s));
}

/** The chance of recall `delay` seconds after the last of the repetitions. */
export function recallAfter(times: readonly number[], delay: number, law: MemoryLaw): number {
  const traces = times.reduce<Trace[]>((laid, at) => repeat(laid, at, law), []);
  return recall(traces, times.at(-1)! + delay, law);
}
