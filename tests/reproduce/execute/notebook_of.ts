import type { Notebook } from "../../../scripts/reproduce/types.ts";

/** The folder the notebooks of these tests lie in: outside of any workspace. */
export const folder = Deno.makeTempDirSync({ prefix: "rederive-test-" });

/** A notebook of code cells; `[source, ...tags]` is a cell with tags. */
export function notebookOf(...cells: (string | readonly [string, ...string[]])[]): Notebook {
  return {
    id: "shelf/note",
    path: `${folder}/note.ipynb`,
    sha256: "",
    raw: {},
    cells: cells.map((cell, i) => {
      const [source, ...tags] = typeof cell === "string" ? [cell] : cell;
      return {
        ordinal: i + 1,
        id: `cell-${i + 1}`,
        source,
        metadata: tags.length > 0 ? { tags } : {},
        outputs: [],
      };
    }),
  };
}
