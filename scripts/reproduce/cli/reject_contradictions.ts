import { BadInput } from "../types.ts";
import { EXAMPLES, type Given, type Name } from "./option_table.ts";
import type { ReportOptions } from "./options.ts";

/** Two reports on one standard output would be neither. */
export function rejectSharedStdout(reports: ReportOptions): void {
  const toStdout = (["json", "junit", "html"] as const).filter((name) => reports[name] === "-");
  if (toStdout.length > 1) {
    throw new BadInput(
      `Cannot write --${toStdout[0]} and --${toStdout[1]} to standard output: only one fits`,
      `--${toStdout[0]} - --${toStdout[1]} ${EXAMPLES[toStdout[1]!]}`,
    );
  }
}

const CONTRADICTIONS: readonly (readonly [Name, Name, string])[] = [
  ["watch", "shard", "watching is for one desk, shards are for a CI matrix"],
  ["watch", "blob", "a watch never ends, a blob is written at the end"],
  ["watch", "why", "--why runs nothing"],
  ["watch", "github", "annotations are for a run that ends"],
  ["why", "only-failed", "--why runs nothing"],
  ["why", "blob", "--why runs nothing"],
];

export function rejectContradictions(given: Given): void {
  for (const [a, b, because] of CONTRADICTIONS) {
    if (given[a] !== undefined && given[b] !== undefined) {
      throw new BadInput(`Cannot combine --${a} with --${b}: ${because}`, `leave out --${b}`);
    }
  }
}
