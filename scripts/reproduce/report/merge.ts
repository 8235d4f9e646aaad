import { byNoteAndWorld } from "../by_note_and_world.ts";
import { exitCodeOf } from "../exit_code.ts";
import { BadInput, type RunEvent, type RunSummary } from "../types.ts";
import type { Blob } from "./read_blob.ts";

/**
 * The events of all shards as if they had been one run: one plan, lanes numbered through, results
 * in the order of a single machine, one summary. Throws BadInput unless the shards are complete.
 */
export function mergeBlobs(blobs: readonly Blob[]): RunEvent[] {
  requireWhole(blobs);
  const shards = [...blobs].sort((a, b) => a.shard.index - b.shard.index);
  const jobs: Extract<RunEvent, { type: "plan" }>["jobs"] = [];
  const between: RunEvent[] = [];
  let lanes = 0;
  for (const { events } of shards) {
    const offset = lanes;
    for (const event of events) {
      if (event.type === "plan") {
        jobs.push(...event.jobs);
        lanes += event.lanes;
      } else if (event.type !== "done") {
        between.push(event.lane === null ? event : { ...event, lane: event.lane + offset });
      }
    }
  }
  return [
    { type: "plan", jobs, lanes },
    ...between,
    { type: "done", summary: mergeSummaries(shards.map(({ summary }) => summary)) },
  ];
}

function mergeSummaries(summaries: readonly RunSummary[]): RunSummary {
  const results = summaries.flatMap(({ results }) => results).sort(byNoteAndWorld);
  const codes = summaries.map(({ exitCode }) => exitCode).filter((code) => code !== 0);
  const adapters: Record<string, string> = {};
  for (const [world, adapter] of summaries.flatMap((s) => Object.entries(s.environment.adapters))) {
    const known = adapters[world]?.split(" | ") ?? [];
    if (!known.includes(adapter)) adapters[world] = [...known, adapter].join(" | ");
  }
  return {
    results,
    spreads: summaries.flatMap(({ spreads }) => spreads).sort(byNoteAndWorld),
    // shards run beside each other: the run took as long as the slowest
    ms: Math.max(...summaries.map(({ ms }) => ms)),
    exitCode: codes.length > 0 ? Math.min(...codes) : exitCodeOf(results),
    environment: { deno: summaries[0]!.environment.deno, adapters },
  };
}

function requireWhole(blobs: readonly Blob[]): void {
  const [first] = blobs;
  if (!first) {
    throw new BadInput(
      "Cannot merge: no shard is given, wanted at least one",
      "deno task reproduce merge shard-*.jsonl",
    );
  }
  const { count } = first.shard;
  const seen = new Map<number, string>();
  for (const { name, shard, summary } of blobs) {
    if (shard.count !== count) {
      throw new BadInput(
        `Cannot merge: "${first.name}" is one of ${count} shards and "${name}" one of ` +
          `${shard.count}, wanted the shards of one run`,
        "merge only files that one matrix wrote",
      );
    }
    const other = seen.get(shard.index);
    if (other !== undefined) {
      throw new BadInput(
        `Cannot merge: "${other}" and "${name}" are both shard ${shard.index}/${count}, ` +
          "wanted each shard once",
        "leave one of them out",
      );
    }
    seen.set(shard.index, name);
    if (summary.environment.deno !== first.summary.environment.deno) {
      throw new BadInput(
        `Cannot merge: "${first.name}" ran on Deno ${first.summary.environment.deno} and ` +
          `"${name}" on Deno ${summary.environment.deno}, wanted one version`,
        "run all shards with the same Deno",
      );
    }
  }
  const missing = Array.from({ length: count }, (_, i) => i + 1).filter((index) =>
    !seen.has(index)
  );
  if (missing.length > 0) {
    throw new BadInput(
      `Cannot merge: shard ${missing.map((index) => `${index}/${count}`).join(", ")} is missing, ` +
        `wanted all ${count}`,
      `deno task reproduce --shard ${missing[0]}/${count} --blob shard-${missing[0]}.jsonl`,
    );
  }
  requireDistinctNotes(blobs);
}

/** Shards of different plans overlap: each planned alone, with other times or other notes. */
function requireDistinctNotes(blobs: readonly Blob[]): void {
  const owners = new Map<string, string>();
  for (const { name, summary } of blobs) {
    for (const { note, world } of summary.results) {
      const owner = owners.get(`${note}\n${world}`);
      if (owner !== undefined) {
        throw new BadInput(
          `Cannot merge: "${owner}" and "${name}" both ran ${note} (${world}), wanted each note once`,
          "run all shards from the same commit",
        );
      }
      owners.set(`${note}\n${world}`, name);
    }
  }
}
