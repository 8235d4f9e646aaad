import type { ClaimRecord } from "@rederive/lib/claim";
import type { CheckPlan, FromNote } from "../check/plan.ts";

/** What a run in the page tells while it goes on. */
export interface RunListener {
  cell(ordinal: number): void;
  record(record: ClaimRecord): void;
}

/** A run that can be given up. */
export interface NoteRun {
  /** Null when all cells ran, else what stopped them. */
  finished: Promise<string | null>;
  stop(): void;
}

/** Runs a note's module in a worker of its own, so that the page stays alive whatever it does. */
export function runNote(plan: CheckPlan, planUrl: URL, listener: RunListener): NoteRun {
  const worker = new Worker(new URL(plan.code!, planUrl), { type: "module" });
  const { promise, resolve } = Promise.withResolvers<string | null>();
  worker.onmessage = ({ data }: MessageEvent<FromNote>) => {
    if (data.type === "cell") listener.cell(data.ordinal);
    if (data.type === "shown" && data.record) listener.record(data.record);
    if (data.type === "done") resolve(null);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    resolve(event.message || "the note's module could not be loaded");
  };
  return {
    finished: promise.finally(() => worker.terminate()),
    stop: () => resolve("stopped"),
  };
}
