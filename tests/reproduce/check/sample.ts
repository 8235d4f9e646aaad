import { dirname, join } from "node:path";
import { parseNotebook } from "../../../scripts/reproduce/notebook/parse.ts";
import { parseCells, type ParsedNotebook } from "../../../scripts/reproduce/check/parse.ts";
import { loadTypeScript } from "../../../scripts/reproduce/check/typescript.ts";
import type { Notebook } from "../../../scripts/reproduce/types.ts";
import { bytesOf, sampleNotebook } from "../notebook/sample.ts";

export async function notebookOf(
  cells: string[],
  { id = "shelf/note", path = "/repo/notebooks/shelf/note.ipynb" } = {},
): Promise<Notebook> {
  return await parseNotebook(bytesOf(sampleNotebook(cells)), { id, path });
}

export async function parsedOf(
  cells: string[],
  options: { id?: string; path?: string } = {},
): Promise<ParsedNotebook> {
  return parseCells(await loadTypeScript(), await notebookOf(cells, options));
}

/** A folder with files, gone afterwards. */
export async function inProject(
  files: Record<string, string>,
  body: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.realPath(await Deno.makeTempDir());
  try {
    for (const [name, text] of Object.entries(files)) {
      await Deno.mkdir(dirname(join(folder, name)), { recursive: true });
      await Deno.writeTextFile(join(folder, name), text);
    }
    await body(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Every file below a folder, relative to it. */
export async function filesIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  const walk = async (at: string): Promise<void> => {
    for await (const { name, isDirectory } of Deno.readDir(at)) {
      if (isDirectory) await walk(join(at, name));
      else found.push(join(at, name).slice(folder.length + 1));
    }
  };
  await walk(folder);
  return found.sort();
}
