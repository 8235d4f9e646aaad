/**
 * What is said between the bench and a peer's process: lines of JSON, requests on its stdin and
 * replies on its stdout, where each reply begins with `REPLY` because libraries print there as well.
 * Arrays travel as files of raw numbers.
 */
export const REPLY = "\u001e";

/** Raw elements in a file. */
export interface ArrayFile {
  path: string;
  type: "f32" | "i32" | "u32";
  shape: readonly number[];
}

/** What a peer is asked. */
export type Request =
  | {
    do: "prepare";
    task: string;
    inputs: readonly ArrayFile[];
    options: Readonly<Record<string, number>>;
    readback: boolean;
    /** Where to put outputs. */
    folder: string;
  }
  | { do: "run" }
  | { do: "forget" };

/** Milliseconds by the clock, and of processor time on all cores together. */
export interface Took {
  ms: number;
  cpuMs: number;
}

/** What it answers. */
export type Reply =
  | { outputs: readonly ArrayFile[] }
  | { absent: string }
  | Took
  | { failed: string }
  | { forgotten: true };
