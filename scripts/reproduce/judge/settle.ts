import type { EntryBody, Judgement, Lookup, Parts, RunCache } from "../cache/mod.ts";
import type { Execution, Notebook } from "../types.ts";
import type { Accepted } from "./compare_accepted.ts";
import { explainJudgement, judgementParts } from "./judgement_parts.ts";

/** What the cache says of a note: its judgement, or why it must run. */
export type Settled =
  | {
    from: "cache" | "re-judged";
    why: string;
    judgement: Judgement;
    entry: NonNullable<Lookup["entry"]>;
    /** The execution as judged; read only when somebody needs its outputs. Null when it is lost. */
    execution: () => Promise<Execution | null>;
  }
  | { from: null; why: string };

export interface NoteToSettle {
  lookup: Lookup;
  notebook: Notebook;
  /** See `JudgeOptions`. */
  accepted: Accepted | null;
}

/**
 * Answers for a note without running it, when that is possible: with the stored judgement when
 * nothing it was made from changed, else by judging the stored execution again.
 */
export async function settle(cache: RunCache, note: NoteToSettle): Promise<Settled> {
  const { lookup, notebook, accepted } = note;
  const { entry, why } = lookup;
  if (!entry) return { from: null, why };
  const parts = judgementParts(lookup, { accepted, code: await cache.judgeCode() });
  const stored = cache.judgement(lookup);
  if (stored && explainJudgement(stored.parts, parts) === null) {
    const execution = async () => await asItIsNow(notebook, await cache.body(lookup)).then(orNull);
    return { from: "cache", why, judgement: stored.judgement, entry, execution };
  }
  const body = await cache.body(lookup);
  if (!body) return { from: null, why: "the stored execution is damaged" };
  const again = await asItIsNow(notebook, body);
  if ("run" in again) return { from: null, why: again.run };
  const { execution } = again;
  const { judge } = await import("./judge.ts");
  const judgement = await judge(notebook, execution, { accepted });
  cache.keepJudgement(lookup, { parts, judgement });
  return {
    from: "re-judged",
    why: (stored && explainJudgement(stored.parts, parts)) ?? "not judged yet",
    judgement,
    entry,
    execution: () => Promise.resolve(execution),
  };
}

/** Judges what a run left, and keeps both; `entry` is null when the execution is not worth keeping. */
export async function judgeRun(
  cache: RunCache,
  { lookup, notebook, accepted }: NoteToSettle,
  kept: { execution: Execution; entry: Lookup["entry"] },
): Promise<Judgement> {
  const { judge } = await import("./judge.ts");
  const judgement = await judge(notebook, kept.execution, { accepted });
  if (kept.entry) {
    const parts: Parts = judgementParts(lookup, { accepted, code: await cache.judgeCode() });
    cache.keepJudgement({ ...lookup, entry: kept.entry }, { parts, judgement });
  }
  return judgement;
}

/** Stored outputs under today's tolerances and cell ids. */
async function asItIsNow(
  notebook: Notebook,
  body: EntryBody | null,
): Promise<{ execution: Execution } | { run: string }> {
  if (!body) return { run: "the stored execution is damaged" };
  const isSame = body.sources.every((source, i) => notebook.cells[i]?.source === source);
  const again = isSame
    ? { execution: body.execution }
    : await (await import("./rejudge.ts")).rejudge(notebook, body);
  if ("run" in again) return again;
  const cells = again.execution.cells.map((cell, i) => ({
    ...cell,
    id: notebook.cells[i]?.id ?? cell.id,
  }));
  return { execution: { ...again.execution, cells } };
}

function orNull(again: { execution: Execution } | { run: string }): Execution | null {
  return "execution" in again ? again.execution : null;
}
