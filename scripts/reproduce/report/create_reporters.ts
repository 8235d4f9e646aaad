/** Which reporters a command line asks for, on this terminal and this machine. */
import type { MergeOptions, RunOptions } from "../cli/options.ts";
import { absoluteFrom, relativeTo } from "../cache/path.ts";
import { createPaint } from "../../text/paint.ts";
import type { Reporter } from "../types.ts";
import { BlobReporter } from "./blob.ts";
import {
  type Clock,
  openTerminal,
  restoreOnInterrupt,
  systemClock,
  type Terminal,
} from "./device.ts";
import { FileReporter } from "./file_reporter.ts";
import { GithubReporter } from "./github.ts";
import { jsonReport } from "./json.ts";
import { junitReport } from "./junit.ts";
import { PlainReporter } from "./plain.ts";
import { TerminalReporter } from "./terminal.ts";
import { WhyReporter } from "./why.ts";
import { requireWritable, writeFile } from "./write_file.ts";

export interface ReporterPlaces {
  /** The repository, which the paths of annotations and blobs are relative to. */
  root: string;
  /** Where the command was typed, which the paths on the screen are relative to. */
  cwd: string;
  clock?: Clock;
  /** Instead of standard output. */
  screen?: Reporter;
}

/** The screen first, then files; throws BadInput when a file cannot be written later. */
export async function createReporters(
  options: RunOptions | MergeOptions,
  { root, cwd, clock = systemClock, screen }: ReporterPlaces,
): Promise<Reporter[]> {
  const reporters: Reporter[] = [screen ?? screenReporter(options, { cwd, clock })];
  const inRoot = (path: string) => relativeTo(path, root);
  const inCwd = (path: string) => (path === "-" ? path : absoluteFrom(path, cwd));
  const write = (path: string, text: string) => writeFile(inCwd(path), text);
  const add = (option: string, path: string | null, render: FileRender) => {
    if (path === null) return;
    requireWritable(option, path, inCwd(path));
    reporters.push(new FileReporter({ option, path, render, write }));
  };
  add("json", options.json, jsonReport);
  add("junit", options.junit, junitReport);
  if (options.html !== null) {
    // the page needs the claim cards of lib, which an ordinary run does not load
    const { htmlReport } = await import("./html/page.ts");
    add("html", options.html, htmlReport);
  }
  if (options.command === "run" && options.blob !== null) {
    const { blob: file, shard } = options;
    requireWritable("blob", file, inCwd(file));
    reporters.push(new BlobReporter({ file, shard, write, path: inRoot }));
  }
  if (options.github) {
    reporters.push(githubReporter(root, inRoot, openTerminal(freeStream(options))));
  }
  return reporters;
}

type FileRender = ConstructorParameters<typeof FileReporter>[0]["render"];

function screenReporter(
  options: RunOptions | MergeOptions,
  { cwd, clock }: { cwd: string; clock: Clock },
): Reporter {
  const path = (absolute: string) => relativeTo(absolute, cwd);
  const stream = freeStream(options);
  const terminal = openTerminal(stream);
  const write = (text: string) => terminal.write(text);
  if (options.command === "run" && options.why) {
    const width = (stream.isTerminal() ? Math.min(terminal.size().columns, 120) : 100) - 1;
    return new WhyReporter({ write, width, paint: createPaint(terminal.colour) });
  }
  const live = stream.isTerminal() && Deno.env.get("TERM") !== "dumb";
  if (live) {
    return new TerminalReporter({ terminal, clock, path, onInterrupt: restoreOnInterrupt });
  }
  return new PlainReporter({ write, path });
}

/** Standard output belongs to the report that asked for it; the rest then goes beside it. */
function freeStream({ json, junit, html }: RunOptions | MergeOptions) {
  return [json, junit, html].includes("-") ? Deno.stderr : Deno.stdout;
}

function githubReporter(
  root: string,
  path: (absolute: string) => string,
  terminal: Terminal,
): Reporter {
  const summary = Deno.env.get("GITHUB_STEP_SUMMARY");
  const workspace = Deno.env.get("GITHUB_WORKSPACE");
  return new GithubReporter({
    write: (text) => terminal.write(text),
    ...(summary
      ? { appendSummary: (text) => Deno.writeTextFileSync(summary, text, { append: true }) }
      : {}),
    readText: (file) => {
      try {
        return Deno.readTextFileSync(absoluteFrom(file, root));
      } catch {
        return null;
      }
    },
    path: workspace ? (absolute) => relativeTo(absolute, workspace) : path,
  });
}
