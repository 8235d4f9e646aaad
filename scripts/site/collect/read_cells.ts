import type { Notebook } from "../../reproduce/types.ts";
import type { Cell } from "./model.ts";

/** All cells of a notebook in their order, texts joined. */
export function readCells({ raw, cells }: Notebook): Cell[] {
  const code = cells.values();
  return (raw["cells"] as Record<string, unknown>[]).flatMap((cell, i): Cell[] => {
    if (cell["cell_type"] === "code") {
      const { id, ordinal, source, outputs } = code.next().value!;
      return [{ type: "code", id, ordinal, source, outputs }];
    }
    if (cell["cell_type"] !== "markdown") return [];
    const source = cell["source"];
    return [{
      type: "markdown",
      id: String(cell["id"] ?? `cell-${i + 1}`),
      source: Array.isArray(source) ? source.join("") : String(source),
    }];
  });
}

/** Title and gist of a note's first cell: its heading, and what follows "The gist.". */
export function readHead(
  cells: readonly Cell[],
  fallback: string,
): { title: string; gist: string } {
  const first = cells.find(({ type }) => type === "markdown")?.source ?? "";
  const title = /^#\s+(.+)$/m.exec(first)?.[1]?.trim() ?? fallback;
  const gist = /\*\*The gist\.?\*\*\s*([\s\S]*?)(?:\n\s*\n|$)/.exec(first)?.[1] ?? "";
  return { title, gist: gist.replaceAll(/\s+/g, " ").trim() };
}
