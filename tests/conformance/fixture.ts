/** Reads the notebooks of the suite. */
import { fileURLToPath } from "node:url";
import type { Notebook } from "../../scripts/reproduce/types.ts";

interface RawNotebook {
  cells: { id: string; cell_type: string; source: string[] }[];
}

export const notebooksFolder = fileURLToPath(import.meta.resolve("./notebooks/"));

export function readFixture(name: string): Notebook {
  const path = `${notebooksFolder}${name}`;
  const raw: RawNotebook = JSON.parse(Deno.readTextFileSync(path));
  const code = raw.cells.filter(({ cell_type }) => cell_type === "code");
  return {
    id: name,
    path,
    sha256: "",
    raw: { ...raw },
    cells: code.map(({ id, source }, i) => ({
      ordinal: i + 1,
      id,
      source: source.join(""),
      metadata: {},
      outputs: [],
    })),
  };
}
