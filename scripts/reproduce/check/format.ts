import type { CodeCell } from "../types.ts";
import { deno } from "./deno.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { Mirror, Mirrored } from "./mirror.ts";

/**
 * What `deno fmt --check` would say of the code cells: a copy without outputs is formatted and
 * compared, as `--check` itself does not say which cell it means.
 */
export async function checkFormat({ folder, modules }: Mirror): Promise<Diagnostic[]> {
  const copies = modules.map((module) => module.path.replace(/\.cells\.tsx?$/, ".ipynb"));
  await Promise.all(modules.map((module, i) => Deno.writeTextFile(copies[i]!, bare(module))));
  const { success, stderr } = await deno(["fmt", "--quiet", ...copies], folder);
  if (!success) throw new Error(`Cannot check the format of cells: ${stderr.trim()}`);
  const found = await Promise.all(modules.map(async ({ notebook }, i) => {
    const { cells } = JSON.parse(await Deno.readTextFile(copies[i]!)) as {
      cells: { source: string[] }[];
    };
    return notebook.cells.flatMap((cell, j) =>
      difference(notebook.id, cell, cells[j]!.source.join(""))
    );
  }));
  return found.flat();
}

/** A notebook of the code cells alone; without `language_info`, `deno fmt` passes over it. */
function bare({ notebook }: Mirrored): string {
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { language_info: { name: "typescript", file_extension: ".ts" } },
    cells: notebook.cells.map(({ id, source }) => ({
      id,
      cell_type: "code",
      metadata: {},
      source: source.split(/(?<=\n)/),
      outputs: [],
      execution_count: null,
    })),
  });
}

function difference(notebook: string, cell: CodeCell, wanted: string): Diagnostic[] {
  if (cell.source === wanted) return [];
  const [is, wants] = [cell.source.split("\n"), wanted.split("\n")];
  const at = is.findIndex((line, i) => line !== wants[i]);
  const line = at < 0 ? is.length : at + 1;
  return [{
    notebook,
    cell: cell.ordinal,
    line,
    column: 1,
    severity: "warning",
    code: "fmt",
    message: `not formatted, wanted ${JSON.stringify(wants[line - 1] ?? "")}`,
    try: "deno fmt",
  }];
}
