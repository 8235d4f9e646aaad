/**
 * The words every part of the runner shares: what a notebook is once read, what an execution
 * leaves, how a note can end, and the events reporters see. Types only.
 */
import type { ClaimRecord } from "@rederive/lib/claim";

/** An output as nbformat stores it, multi-line strings joined. */
export type Output =
  | { output_type: "stream"; name: "stdout" | "stderr"; text: string }
  | { output_type: "display_data"; data: MimeBundle; metadata: Metadata }
  | {
    output_type: "execute_result";
    data: MimeBundle;
    metadata: Metadata;
    execution_count: number | null;
  }
  | { output_type: "error"; ename: string; evalue: string; traceback: string[] };

export type MimeBundle = { [mime: string]: unknown };
export type Metadata = { [key: string]: unknown };

/** A code cell. `ordinal` counts code cells from 1: the number Jupyter shows as `In [n]`. */
export interface CodeCell {
  ordinal: number;
  /** nbformat's cell id. */
  id: string;
  source: string;
  metadata: Metadata;
  outputs: Output[];
}

/** A notebook read and validated. `raw` is the parsed JSON, never modified in place. */
export interface Notebook {
  /** `<shelf>/<note>` inside the repository, the path as typed elsewhere. */
  id: string;
  /** Absolute path. */
  path: string;
  /** sha-256 of the file's bytes. */
  sha256: string;
  raw: Record<string, unknown>;
  cells: CodeCell[];
}

/** A numeric world: the same notes under another adapter (`native`, `sse4.1`). */
export interface World {
  name: string;
  /** Added to the kernel's environment. */
  env: Record<string, string>;
}

/** What one code cell left behind. */
export interface CellRun {
  ordinal: number;
  id: string;
  status: "ok" | "error" | "not run";
  outputs: Output[];
  ms: number;
}

/** What one run of one notebook in one kernel left behind; also what the cache stores. */
export interface Execution {
  cells: CellRun[];
  /** Null when every cell ran. Never "output drift": that is found by judging, not by running. */
  ending: Ending | null;
  ms: number;
  /** Spawn to ready; 0 for a spare kernel that was waiting. */
  kernelStartMs: number;
  /** Peak resident memory of the kernel in bytes. */
  peakMemory: number;
  /** Absolute paths of the files the cells really read, from the kernel's audit log. */
  reads: string[];
  /** What held the kernel: "permissions revoked", "permissions revoked + bubblewrap", … */
  sandbox: string;
}

/** How a note can end other than well. `bad input` is the author's or the caller's to fix: exit 2. */
export type EndingKind =
  | "bad input"
  | "claim"
  | "code error"
  | "cell timeout"
  | "notebook timeout"
  | "kernel exit"
  | "out of memory"
  | "infrastructure"
  | "output drift";

export interface Ending {
  kind: EndingKind;
  /** One line: what happened, to what, what was wanted. */
  message: string;
  /** The fix, when it is known; printed as `Try: …`. */
  try?: string;
  /** Code cell, counted from 1. */
  cell?: number;
  /** Line within the cell, counted from 1. */
  line?: number;
  /** Claim id, when a claim ended the note. */
  claim?: string;
}

/** A difference between a stored output and a new one. */
export interface Drift {
  cell: number;
  /** Index of the output within its cell, counted from 1. */
  output: number;
  /** "text", "plot", "json", "image", "error", "claim", "count", "kind". */
  kind: string;
  /** Where inside the output: `data[0].y[12]`, `line 3, number 2`. */
  at: string;
  want: string;
  got: string;
}

/** A claim as judged in this run, beside what was accepted in data/verdicts.json. */
export interface JudgedClaim {
  id: string;
  cell: number;
  record: ClaimRecord;
  accepted: AcceptedVerdict | null;
  /**
   * `changed`: the same verdict on another record (text, evidence or tolerance differ, so its `rev`
   * does). `missing`: accepted, but no longer claimed; `record` then says only what was accepted.
   */
  state: "same" | "new" | "changed" | "flipped" | "missing";
}

export interface AcceptedVerdict {
  is: string;
  rev: string;
}

/** One note in one world, finished. */
export interface NoteResult {
  note: string;
  path: string;
  world: string;
  from: "run" | "cache" | "re-judged";
  /** One line: why it ran, or why it did not have to. */
  why: string;
  ending: Ending | null;
  ms: number;
  cells: { ordinal: number; status: CellRun["status"]; ms: number }[];
  claims: JudgedClaim[];
  drifts: Drift[];
  peakMemory: number;
  sandbox: string;
  /** True when an infrastructure failure was followed by a good second run. */
  retried: boolean;
}

/** Digits that differ between worlds, for one claim. */
export interface Spread {
  note: string;
  claim: string;
  /** `asStated.got`, `control.got`, … */
  at: string;
  values: Record<string, string>;
}

export interface RunSummary {
  results: NoteResult[];
  spreads: Spread[];
  ms: number;
  exitCode: number;
  /** Deno version and, per world, adapter description and fingerprint. */
  environment: { deno: string; adapters: Record<string, string> };
}

/**
 * What reporters see, in this order: plan, warnings, then start/cell/end interleaved over lanes, then
 * done.
 */
export type RunEvent =
  | {
    type: "plan";
    jobs: {
      note: string;
      world: string;
      why: string;
      expectedMs: number | null;
      run: boolean;
      /** Code cells, for a progress bar over all cells; guessed when absent. */
      cells?: number;
    }[];
    lanes: number;
  }
  /** What the checks found in a note's cells that does not keep them from running. */
  | {
    type: "warnings";
    note: string;
    lane: null;
    found: { cell: number; line: number; message: string }[];
  }
  | { type: "start"; note: string; world: string; lane: number; cells: number; attempt: number }
  | {
    type: "cell";
    note: string;
    world: string;
    lane: number;
    ordinal: number;
    cells: number;
    status: CellRun["status"];
    ms: number;
  }
  | { type: "end"; lane: number | null; result: NoteResult }
  | { type: "done"; summary: RunSummary };

/** A reporter turns events into text, files or annotations. */
export interface Reporter {
  on(event: RunEvent): void;
  /** Called once after `done`; may write files. */
  close?(): void | Promise<void>;
}

/** Exit codes. Several notes ending differently: the smallest non-zero code below wins. */
export const EXIT: Record<EndingKind, number> = {
  "bad input": 2,
  "claim": 10,
  "code error": 11,
  "cell timeout": 12,
  "notebook timeout": 13,
  "kernel exit": 14,
  "out of memory": 15,
  "infrastructure": 16,
  "output drift": 17,
};

/** An error of the caller or author: printed as one line plus `Try: …`, exit code 2. */
export class BadInput extends Error {
  override name = "BadInput";
  readonly try: string;
  /** `fix` is not optional: who is refused is told what to do. */
  constructor(message: string, fix: string) {
    super(message);
    this.try = fix;
  }
}
