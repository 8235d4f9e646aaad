/** What became of one cell, as the kernel and the clock tell it. */
import type { KernelEnd } from "../kernel/kernel.ts";
import type { Answer } from "../kernel/session.ts";

export type Outcome =
  | { is: "answered"; answer: Answer }
  | { is: "over time"; budget: "cell" | "notebook"; ms: number }
  /** The cell was done, its outputs did not come through. */
  | { is: "silent"; ms: number }
  | { is: "over memory"; bytes: number; limit: number }
  | { is: "ended"; end: KernelEnd };
