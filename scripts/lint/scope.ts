import { fileURLToPath } from "node:url";

/** Which of our rules apply to a file. */
export type Scope = "cell" | "lib" | "none";

const LIB = fileURLToPath(new URL("../../lib/", import.meta.url));
const NOTEBOOKS = fileURLToPath(new URL("../../notebooks/", import.meta.url));

/**
 * Cells are linted as extracted modules, named `*.cells.ts`; what lies beside a notebook is part of
 * it. Scripts and tests may do as they must.
 */
export function scopeOf(filename: string): Scope {
  if (/\.cells\.tsx?$/.test(filename) || filename.startsWith(NOTEBOOKS)) return "cell";
  return filename.startsWith(LIB) ? "lib" : "none";
}
