import type { Shard } from "../cli/parse_shard.ts";
import { lastEnding, type LastRun, requireLastRun } from "./last_run.ts";
import { notesOfShard } from "./shard.ts";
import { guessMs, knownMs, type Timings } from "./timings.ts";

/** A note in one world, and what the cache can say about it. */
export interface Candidate {
  note: string;
  world: string;
  /** Code cells. */
  cells: number;
  /** True when a stored execution answers, be it judged anew. */
  isSettled: boolean;
  /** One line: why it must run, or need not. */
  why: string;
}

/** What to do with one candidate; the shape that reporters see. */
export interface Job {
  note: string;
  world: string;
  why: string;
  /** What it took last time, null when that is not known. */
  expectedMs: number | null;
  run: boolean;
  cells: number;
}

export interface PlanOptions {
  /** Run everything, whatever the cache says. */
  fresh?: boolean;
  onlyFailed?: boolean;
  last?: LastRun | null;
  timings?: Timings;
  shard?: Shard | null;
  /** Weights for shards, the same on every machine: note → ms. */
  weights?: { [note: string]: number };
}

/**
 * Which notes run, in which order: what is settled first, then what failed last time, then the
 * longest, so that no long note starts when all others are done. All worlds of a note share a shard,
 * since their digits are compared.
 */
export function plan(candidates: readonly Candidate[], options: PlanOptions = {}): Job[] {
  const { fresh = false, onlyFailed = false, last = null, timings = {}, shard = null } = options;
  let chosen = shard ? inShard(candidates, shard, options.weights ?? {}) : [...candidates];
  if (onlyFailed) {
    const known = requireLastRun(last);
    chosen = chosen.filter(({ note, world }) => lastEnding(known, note, world) !== null);
  }
  const timed = chosen.map((one) => ({ ...one, ms: knownMs(timings, one.note, one.world) }));
  const jobs = timed.map(({ note, world, cells, isSettled, why, ms }) => {
    const ended = lastEnding(last, note, world);
    const run = fresh || !isSettled;
    const job: Job = {
      note,
      world,
      why: reason({ fresh, run, why }, ended?.kind),
      run,
      cells,
      expectedMs: ms,
    };
    return { job, hasFailed: ended !== null, weight: ms ?? guessMs(cells, timed) };
  });
  return jobs.sort((a, b) =>
    Number(a.job.run) - Number(b.job.run) ||
    (a.job.run ? Number(b.hasFailed) - Number(a.hasFailed) || b.weight - a.weight : 0) ||
    compareText(a.job.note, b.job.note) || compareText(a.job.world, b.job.world)
  ).map(({ job }) => job);
}

function inShard(
  candidates: readonly Candidate[],
  shard: Shard,
  weights: { [note: string]: number },
): Candidate[] {
  const cells = new Map(candidates.map(({ note, cells }) => [note, cells]));
  const known = [...cells].map(([note, cells]) => ({ ms: weights[note] ?? null, cells }));
  const weighted = [...cells].map(([note, cells]) => ({
    note,
    weight: weights[note] ?? guessMs(cells, known),
  }));
  const notes = new Set(notesOfShard(weighted, shard));
  return candidates.filter(({ note }) => notes.has(note));
}

/** Endings that are not kept leave no entry behind: say so instead of "first run". */
function reason(
  { fresh, run, why }: { fresh: boolean; run: boolean; why: string },
  ended: string | undefined,
): string {
  if (!run) return why;
  if (fresh && why === "nothing changed") return "asked for with --fresh";
  return ended !== undefined && ["first run", "nothing changed"].includes(why)
    ? `ended by ${ended} last time`
    : why;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
