import type { MergeOptions } from "../cli/options.ts";
import { absoluteFrom } from "../cache/path.ts";
import { BadInput, type Reporter } from "../types.ts";
import { mapPaths } from "./blob.ts";
import { createReporters, type ReporterPlaces } from "./create_reporters.ts";
import { mergeBlobs } from "./merge.ts";
import { readBlob } from "./read_blob.ts";
import { reasonOf } from "./write_file.ts";

/** `reproduce merge`: reports the shards as one run; returns its exit code. */
export async function runMerge(options: MergeOptions, places: ReporterPlaces): Promise<number> {
  const blobs = options.files.map((file) => readBlob(file, readText(file, places.cwd)));
  const events = mergeBlobs(blobs).map((event) =>
    mapPaths(event, (path) => absoluteFrom(path, places.root))
  );
  const [screen, ...files] = await createReporters(options, places);
  // nothing is live any more: the screen gets the result, the reports get everything
  const last = events.at(-1)!;
  screen!.on(last);
  for (const event of events) for (const reporter of files) reporter.on(event);
  await closeAll([screen!, ...files]);
  return last.type === "done" ? last.summary.exitCode : 0;
}

/** Closes every reporter, also when one of them fails; then throws what failed first. */
export async function closeAll(reporters: readonly Reporter[]): Promise<void> {
  const closed = await Promise.allSettled(
    reporters.map(async (reporter) => await reporter.close?.()),
  );
  const failed = closed.find((outcome) => outcome.status === "rejected");
  if (failed) throw failed.reason;
}

function readText(file: string, cwd: string): string {
  try {
    return Deno.readTextFileSync(absoluteFrom(file, cwd));
  } catch (error) {
    throw new BadInput(
      `Cannot merge "${file}": ${reasonOf(error)}, wanted a file written by --blob`,
      "deno task reproduce merge shard-*.jsonl",
    );
  }
}
