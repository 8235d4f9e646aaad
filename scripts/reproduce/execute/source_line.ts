/** Finds the line of a cell that an error came from. */

/** Counted from 1, as V8 does. */
export interface Position {
  line: number;
  column: number;
}

/**
 * The position in the last `<anonymous>` frame of a stack: the cell's own top level. Frames above it
 * may be in functions of earlier cells, which V8 calls `<anonymous>` all the same; so is the preamble,
 * whose functions have names of their own.
 */
export function topLevelFrame(stack: string): Position | null {
  const frames = [...stack.matchAll(/^\s+at (?!.*rederive_).*<anonymous>:(\d+):(\d+)\)?$/gm)];
  const [, line, column] = frames.at(-1) ?? [];
  return line && column ? { line: Number(line), column: Number(column) } : null;
}

// Deno puts this before the first line of a cell
const PROLOGUE = `"use strict"; void 0;`.length;

/**
 * The line in `source` that a position in its JavaScript came from. Deno runs cells without types,
 * blank lines and some comments, so the two differ; `deno transpile` emits the same text with a map.
 */
export async function mapLine(source: string, at: Position): Promise<number | undefined> {
  const folder = await Deno.makeTempDir({ prefix: "rederive-transpile-" });
  try {
    await Deno.writeTextFile(`${folder}/cell.ts`, source);
    const { success } = await new Deno.Command(Deno.execPath(), {
      args: ["transpile", "--no-config", "--source-map", "separate", "cell.ts", "-o", "cell.js"],
      cwd: folder,
      stdout: "null",
      stderr: "null",
    }).output();
    if (!success) return undefined;
    const { SourceMap } = await import("node:module");
    const map = new SourceMap(JSON.parse(await Deno.readTextFile(`${folder}/cell.js.map`)));
    const column = at.line === 1 ? Math.max(1, at.column - PROLOGUE) : at.column;
    const entry = map.findEntry(at.line - 1, column - 1);
    return "originalLine" in entry ? entry.originalLine + 1 : undefined;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
