/** The network of the cold start: that of the job "MLP step". */
export const COLD = { B: 64, C: 64, H: 128, V: 10 };

/** Milliseconds since a process began at which it had come so far. */
export interface Marks {
  /** Deno runs, and all modules are read. */
  modules: number;
  /** The device is open. */
  device: number;
  /** The step is recorded; shaders are translated. */
  recorded: number;
  /** The loss of the first step is read: shaders are compiled, and have run. */
  step: number;
  /** What all that took of the processors, which a busy machine does not stretch as it does the others. */
  cpu: number;
}
