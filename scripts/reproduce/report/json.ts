import type { RunSummary } from "../types.ts";

/** Raised when a field changes its meaning or goes; new fields alone do not raise it. */
export const JSON_SCHEMA = 1;

/** The whole run for programs: the summary as the reporters see it. */
export function jsonReport(summary: RunSummary): string {
  const { exitCode, ms, environment, results, spreads } = summary;
  const report = { schema: JSON_SCHEMA, exitCode, ms, environment, results, spreads };
  return JSON.stringify(report, null, 2) + "\n";
}
