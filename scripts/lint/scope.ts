import { fileURLToPath } from "node:url";

/** Which of our rules apply to a file. */
export type Scope = "cell" | "lib" | "none";

const LIB = fileURLToPath(new URL("../../lib/", import.meta.url));

/** Cells are linted as extracted modules, named `*.cells.ts`; scripts and tests may do as they must. */
export function scopeOf(filename: string): Scope {
  if (/\.cells\.tsx?$/.test(filename)) return "cell";
  return filename.startsWith(LIB) ? "lib" : "none";
}
