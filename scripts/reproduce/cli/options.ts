/** The command line of `deno task reproduce`, read and validated. Nothing here touches a file. */
import { BadInput } from "../types.ts";
import { DEFAULTS, type Given, type Name } from "./option_table.ts";
import {
  duration,
  type Permission,
  permissions,
  size,
  text,
  wholeNumber,
} from "./option_values.ts";
import { parseShard, type Shard } from "./parse_shard.ts";
import { readTokens } from "./read_tokens.ts";
import { rejectContradictions, rejectSharedStdout } from "./reject_contradictions.ts";

/** Where a run is reported besides the screen. `-` as a file is standard output. */
export interface ReportOptions {
  json: string | null;
  junit: string | null;
  html: string | null;
  github: boolean;
}

export interface RunOptions extends ReportOptions {
  command: "run";
  /** Note ids, globs and paths as typed; empty means every note. */
  targets: string[];
  fresh: boolean;
  /** Null: as many as the machine has cores. */
  jobs: number | null;
  shard: Shard | null;
  onlyFailed: boolean;
  why: boolean;
  worlds: boolean;
  out: string | null;
  blob: string | null;
  cellTimeoutMs: number;
  notebookTimeoutMs: number;
  /** Bytes kept of one cell's outputs. */
  maxOutput: number;
  /** Bytes of resident memory of one kernel. */
  maxMemory: number;
  failFast: boolean;
  watch: boolean;
  /** Permissions a kernel keeps although it would lose them. */
  allow: Permission[];
  /** False: cells run without being parsed, type-checked and linted first. */
  check: boolean;
}

export interface MergeOptions extends ReportOptions {
  command: "merge";
  files: string[];
}

export type Options = RunOptions | MergeOptions | { command: "help" };

const FOR_MERGE = new Set<Name>(["json", "junit", "html", "github"]);

/** Options from the arguments after `deno task reproduce`; throws BadInput for the first bad one. */
export function parseOptions(args: readonly string[]): Options {
  const { given, positionals } = readTokens(args);
  if (given.help) return { command: "help" };
  const reports: ReportOptions = {
    json: text(given, "json"),
    junit: text(given, "junit"),
    html: text(given, "html"),
    github: given.github === true,
  };
  rejectSharedStdout(reports);
  if (positionals[0] === "merge") return mergeOptions(given, positionals.slice(1), reports);
  rejectContradictions(given);
  return {
    command: "run",
    ...reports,
    targets: positionals,
    fresh: given.fresh === true,
    jobs: wholeNumber(given, "jobs"),
    shard: given.shard === undefined ? null : parseShard(String(given.shard)),
    onlyFailed: given["only-failed"] === true,
    why: given.why === true,
    worlds: given.worlds === true,
    out: text(given, "out"),
    blob: text(given, "blob"),
    cellTimeoutMs: duration(given, "cell-timeout", DEFAULTS.cellTimeout),
    notebookTimeoutMs: duration(given, "notebook-timeout", DEFAULTS.notebookTimeout),
    maxOutput: size(given, "max-output", DEFAULTS.maxOutput),
    maxMemory: size(given, "max-memory", DEFAULTS.maxMemory),
    failFast: given["fail-fast"] === true,
    watch: given.watch === true,
    allow: permissions(given),
    check: given["no-check"] !== true,
  };
}

function mergeOptions(given: Given, files: string[], reports: ReportOptions): MergeOptions {
  const foreign = Object.keys(given).find((name) => !FOR_MERGE.has(name as Name));
  if (foreign) {
    throw new BadInput(
      `Cannot merge with --${foreign}: merging runs nothing, wanted only --json, --junit, --html or --github`,
      "deno task reproduce merge shard-*.jsonl --html report.html",
    );
  }
  if (files.length === 0) {
    throw new BadInput(
      "Cannot merge shards: no file is given, wanted the files written by --blob",
      "deno task reproduce merge shard-*.jsonl",
    );
  }
  return { command: "merge", files, ...reports };
}
