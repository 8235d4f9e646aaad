/** What travels between the runner and the preamble inside the kernel. Types only. */

/** What one cell may put out. */
export interface Caps {
  /** Of one output; Deno's kernel may fall silent after one of 4 MB. */
  outputBytes: number;
  /** Of all outputs of one cell together. */
  cellBytes: number;
  cellLines: number;
}

/** What a kernel can be kept from; Deno's own types do not know "import" yet. */
export type Permission = "net" | "import" | "write" | "run" | "ffi";

export interface PreambleSettings {
  /** Global name of the function the barrier calls. */
  hook: string;
  markerMime: string;
  session: string;
  caps: Caps;
  /** Permissions the cells do without. */
  revoke: Permission[];
}

/** Something that happened behind a cell's back. */
export interface Finding {
  kind: "unhandled rejection" | "uncaught error" | "late output";
  /** The cell whose code it comes from. */
  cell: number;
  name: string;
  message: string;
  stack: string;
}

/** The size of all a cell put out, when that was more than it may. */
export interface Cut {
  bytes: number;
  lines: number;
  /** Of all of it, in order, as UTF-8. */
  sha256: string;
}

/** What the barrier after a cell reports. */
export interface BarrierReport {
  marker: string;
  findings: Finding[];
  cut: Cut | null;
  /** Timers that keep running. */
  timers: number;
}
