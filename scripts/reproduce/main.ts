/** `deno task reproduce`: the command line. `--help` says what it does. */
import { preflight } from "../preflight.ts";
import { helpText } from "./cli/help.ts";
import { parseOptions, type RunOptions } from "./cli/options.ts";
import { runCli } from "./cli/run_cli.ts";
import type { RunPlaces } from "./context.ts";
import { createReporters } from "./report/create_reporters.ts";
import { closeAll, runMerge } from "./report/run_merge.ts";
import { run } from "./run.ts";
import type { RunEvent } from "./types.ts";

/** Runs the command and returns its exit code; throws BadInput for what the caller has to fix. */
export async function main(args: readonly string[], places: RunPlaces): Promise<number> {
  const options = parseOptions(args);
  if (options.command === "help") {
    await Deno.stdout.write(new TextEncoder().encode(helpText()));
    return 0;
  }
  if (options.command === "merge") return await runMerge(options, places);
  await preflight();
  if (!options.watch) return (await reported(options, places)).exitCode;
  const { watchRuns } = await import("./watch.ts");
  return await watchRuns(() => reported(options, places));
}

async function reported(options: RunOptions, places: RunPlaces) {
  const reporters = await createReporters(options, places);
  const emit = (event: RunEvent) => reporters.forEach((reporter) => reporter.on(event));
  const { summary, inputs } = await run(options, places, emit);
  await closeAll(reporters);
  return { exitCode: summary.exitCode, inputs };
}

if (import.meta.main) {
  const root = import.meta.dirname!.replace(/[/\\]scripts[/\\]reproduce$/, "");
  // `deno task` starts in the repository; INIT_CWD is where the command was typed
  const cwd = Deno.env.get("INIT_CWD") ?? Deno.cwd();
  await runCli(() => main(Deno.args, { root, cwd, state: `${root}/.rederive` }));
  Deno.exit(0);
}
