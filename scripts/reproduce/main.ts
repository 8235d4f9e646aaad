/** `deno task reproduce`: the command line. `--help` says what it does. */
import { resolve } from "node:path";
import { preflight } from "../preflight.ts";
import { formatBadInput } from "./cli/format_bad_input.ts";
import { helpText } from "./cli/help.ts";
import { type MergeOptions, type Options, parseOptions, type RunOptions } from "./cli/options.ts";
import type { RunPlaces } from "./context.ts";
import { createReporters } from "./report/create_reporters.ts";
import { run } from "./run.ts";
import { BadInput, type RunEvent } from "./types.ts";

/** Runs the command and returns its exit code. */
export async function main(args: readonly string[], places: RunPlaces): Promise<number> {
  try {
    return await command(parseOptions(args), places);
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    await Deno.stderr.write(new TextEncoder().encode(formatBadInput(error)));
    return 2;
  }
}

async function command(options: Options, places: RunPlaces): Promise<number> {
  if (options.command === "help") {
    await Deno.stdout.write(new TextEncoder().encode(helpText()));
    return 0;
  }
  if (options.command === "merge") return await merge(options, places);
  await preflight();
  if (!options.watch) return (await reported(options, places)).exitCode;
  const { watchRuns } = await import("./watch.ts");
  return await watchRuns(() => reported(options, places));
}

async function reported(options: RunOptions, places: RunPlaces) {
  const reporters = await createReporters(options, places);
  const emit = (event: RunEvent) => reporters.forEach((reporter) => reporter.on(event));
  const { summary, inputs } = await run(options, places, emit);
  for (const reporter of reporters) await reporter.close?.();
  return { exitCode: summary.exitCode, inputs };
}

async function merge(options: MergeOptions, places: RunPlaces): Promise<number> {
  const { mergeBlobs } = await import("./report/merge.ts");
  const { readBlob } = await import("./report/read_blob.ts");
  const readText = (file: string) => {
    try {
      return Deno.readTextFileSync(resolve(places.cwd, file));
    } catch {
      throw new BadInput(
        `Cannot merge "${file}": it cannot be read, wanted a file written by --blob`,
      );
    }
  };
  const events = mergeBlobs(options.files.map((file) => readBlob(file, readText(file))));
  const reporters = await createReporters(options, places);
  for (const event of events) reporters.forEach((reporter) => reporter.on(event));
  for (const reporter of reporters) await reporter.close?.();
  const done = events.findLast((event) => event.type === "done");
  return done?.summary.exitCode ?? 2;
}

if (import.meta.main) {
  const root = new URL("../../", import.meta.url).pathname.replace(/\/$/, "");
  // `deno task` starts in the repository; INIT_CWD is where the command was typed
  const cwd = Deno.env.get("INIT_CWD") ?? Deno.cwd();
  Deno.exit(await main(Deno.args, { root, cwd, state: `${root}/.rederive` }));
}
