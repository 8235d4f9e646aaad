import type { Diagnostic } from "./check/diagnostic.ts";
import type { Ending } from "./types.ts";

/** Faults in how a notebook is written, not in what its code does: the author's to fix, exit 2. */
const OF_WRITING = /^(claim-|note-id$|fmt$)/;

/** How a note ends that its cells' checks turned away: by the first error, the rest counted. */
export function endingOfChecks(found: readonly Diagnostic[]): Ending | null {
  const errors = found.filter(({ severity }) => severity === "error");
  const [first] = errors;
  if (!first) return null;
  const more = errors.length - 1;
  const where = first.module === undefined ? "" : `${first.notebook}:${first.line}: `;
  return {
    kind: OF_WRITING.test(first.code) ? "bad input" : "code error",
    message: `Cannot run the cells: ${where}${first.code}: ${first.message.replace(/\.$/, "")}` +
      (more ? `, and ${more} more ${more > 1 ? "errors" : "error"}` : ""),
    ...(first.try === undefined ? {} : { try: first.try }),
    ...(first.cell > 0 ? { cell: first.cell, line: first.line } : {}),
  };
}
