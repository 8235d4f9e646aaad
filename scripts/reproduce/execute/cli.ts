/**
 * For authors, until `deno task reproduce` does it:
 * `deno run -A scripts/reproduce/execute/cli.ts nb.ipynb [--write]` runs a notebook and, with
 * --write, stores what came out in it.
 */
import { resolve } from "node:path";
import type { Notebook, Output } from "../types.ts";
import { startWatchdog } from "../kernel/watchdog.ts";
import { execute } from "./execute.ts";

interface RawCell {
  cell_type: string;
  id?: string;
  source: string | string[];
  outputs?: unknown[];
  execution_count?: number | null;
  metadata?: Record<string, unknown>;
}

function readNotebook(path: string): Notebook {
  const raw = JSON.parse(Deno.readTextFileSync(path)) as { cells: RawCell[] };
  const code = raw.cells.filter((cell) => cell.cell_type === "code");
  return {
    id: path,
    path: resolve(path),
    sha256: "",
    raw: raw as unknown as Record<string, unknown>,
    cells: code.map((cell, i) => ({
      ordinal: i + 1,
      id: cell.id ?? String(i + 1),
      source: typeof cell.source === "string" ? cell.source : cell.source.join(""),
      metadata: cell.metadata ?? {},
      outputs: [],
    })),
  };
}

function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function toStored(output: Output, count: number): unknown {
  switch (output.output_type) {
    case "stream":
      return { ...output, text: splitLines(output.text) };
    case "error":
      return output;
    default: {
      const data = Object.fromEntries(
        Object.entries(output.data).map(([mime, value]) => [
          mime,
          typeof value === "string" && !mime.startsWith("image/") ? splitLines(value) : value,
        ]),
      );
      return output.output_type === "execute_result"
        ? { ...output, data, execution_count: count }
        : { ...output, data };
    }
  }
}

const [path = "", flag] = Deno.args;
const notebook = readNotebook(path);
await using watchdog = startWatchdog(".rederive/pids");
const run = await execute(notebook, { watchdog }, (cell) => {
  console.log(`cell ${cell.ordinal}: ${cell.status} in ${cell.ms.toFixed(0)} ms`);
  for (const output of cell.outputs) {
    if (output.output_type === "stream") console.log(output.text.trimEnd());
    else if (output.output_type === "error") console.log(output.traceback.join("\n"));
    else console.log(output.data["text/plain"] ?? Object.keys(output.data));
  }
});
console.log(
  `${run.ms.toFixed(0)} ms, kernel up in ${run.kernelStartMs.toFixed(0)} ms`,
  run.ending ?? "ok",
);
if (flag === "--write") {
  const code = (notebook.raw as unknown as { cells: RawCell[] }).cells
    .filter((cell) => cell.cell_type === "code");
  for (const [i, cell] of run.cells.entries()) {
    const target = code[i];
    if (!target || cell.status === "not run") continue;
    target.execution_count = cell.ordinal;
    target.outputs = cell.outputs.map((output) => toStored(output, cell.ordinal));
  }
  Deno.writeTextFileSync(path, JSON.stringify(notebook.raw, null, 1) + "\n");
}
Deno.exitCode = run.ending ? 1 : 0;
