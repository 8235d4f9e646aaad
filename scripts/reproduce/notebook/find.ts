import { isAbsolute, join, matchesGlob, relative, resolve } from "node:path";
import { editDistance } from "../../text/nearest.ts";
import { BadInput } from "../types.ts";
import { noteId } from "./note_id.ts";

/** A notebook by name, not yet read. */
export interface Found {
  /** `<shelf>/<note>` inside the repository, else the path as typed. */
  id: string;
  /** Absolute. */
  path: string;
}

export interface FindOptions {
  /** The repository: its `notebooks` folder gives the ids. */
  root: string;
  /** What relative paths start from. */
  cwd?: string;
}

/**
 * What the words of a command line mean, in their order and without repeats: ids, shelves, bare
 * note names, globs over ids or paths, notebook files, folders; `!` in front takes away. No words
 * mean every note. A word that means nothing is BadInput, with the nearest ids.
 */
export async function findNotebooks(
  words: readonly string[],
  options: FindOptions,
): Promise<Found[]> {
  const root = resolve(options.root);
  const shelves = join(root, "notebooks");
  const notes = await notebooksUnder(shelves, root, shelves);
  const search: Search = { notes, root, cwd: resolve(options.cwd ?? Deno.cwd()) };
  const wanted = words.filter((word) => !word.startsWith("!"));
  const found = wanted.length === 0 ? notes : [];
  for (const word of wanted) found.push(...await meaning(word, search));
  const removed = new Set<string>();
  for (const word of words) {
    if (!word.startsWith("!")) continue;
    for (const { path } of await meaning(word.slice(1), search)) removed.add(path);
  }
  const unique = [...new Map(found.map((note) => [note.path, note])).values()];
  if (words.length === 0 && unique.length === 0) {
    throw new BadInput(
      `Cannot find notes: there is no notebook in "${shelves}"`,
      "deno task note <shelf>/<id>",
    );
  }
  return unique.filter(({ path }) => !removed.has(path));
}

/** Of no use to guess: what there is. */
const LIST = "deno task reproduce --why, which names every note";

interface Search {
  notes: Found[];
  root: string;
  cwd: string;
}

async function meaning(word: string, search: Search): Promise<Found[]> {
  const { notes, cwd, root } = search;
  if (/[*?[\]{}]/.test(word)) return await matching(word, search);
  const id = word.replace(/\.ipynb$/, "").replace(/\/$/, "").replace(/^notebooks\//, "");
  const exact = notes.filter((note) => note.id === id);
  if (exact.length > 0) return exact;
  const path = resolve(cwd, word);
  const info = await Deno.stat(path).catch(() => null);
  if (info?.isDirectory) return await inFolder(word, path, root);
  if (info) return [asFile(word, path, root)];
  const shelf = notes.filter((note) => note.id.startsWith(`${id}/`));
  if (shelf.length > 0) return shelf;
  const named = notes.filter((note) => note.id.endsWith(`/${id}`));
  if (named.length === 1) return named;
  throw unknown(word, id, named.length > 1 ? named : near(id, notes), named.length > 1);
}

async function matching(glob: string, { notes, root, cwd }: Search): Promise<Found[]> {
  const byId = notes.filter(({ id }) =>
    [id, `${id}.ipynb`, `notebooks/${id}.ipynb`].some((name) => matchesGlob(name, glob))
  );
  if (byId.length > 0) return byId;
  const fixed = glob.slice(0, glob.search(/[*?[\]{}]/)).replace(/[^/]*$/, "");
  const base = resolve(cwd, fixed);
  const inBase = await notebooksUnder(base, root, fixed || ".").catch(() => []);
  const rest = glob.slice(fixed.length);
  const byPath = inBase.filter(({ path }) => matchesGlob(relative(base, path), rest));
  if (byPath.length > 0) return byPath;
  throw new BadInput(
    `Cannot find notes: nothing matches "${glob}"`,
    suggestion(near(glob, notes)) ?? LIST,
  );
}

async function inFolder(word: string, path: string, root: string): Promise<Found[]> {
  const found = await notebooksUnder(path, root, word);
  if (found.length > 0) return found;
  throw new BadInput(`Cannot find notes: there is no notebook in the folder "${word}"`, LIST);
}

function asFile(word: string, path: string, root: string): Found {
  if (path.endsWith(".ipynb")) return { id: noteId(path, root) ?? word, path };
  throw new BadInput(
    `Cannot reproduce "${word}": it is not a notebook, wanted an .ipynb file`,
    LIST,
  );
}

/** Every notebook below a folder, sorted; copies that tools keep are passed over. */
async function notebooksUnder(folder: string, root: string, typed: string): Promise<Found[]> {
  const paths: string[] = [];
  await walk(folder);
  return paths.sort().map((path) => ({
    path,
    id: noteId(path, root) ?? join(typed, relative(folder, path)),
  }));

  async function walk(at: string): Promise<void> {
    const entries = await Array.fromAsync(Deno.readDir(at)).catch((error) => {
      if (error instanceof Deno.errors.NotFound) return [];
      throw error;
    });
    for (const { name, isDirectory } of entries) {
      if (name.startsWith(".") || name === "node_modules") continue;
      if (isDirectory) await walk(join(at, name));
      else if (name.endsWith(".ipynb")) paths.push(join(at, name));
    }
  }
}

function unknown(word: string, id: string, candidates: Found[], ambiguous: boolean): BadInput {
  if (ambiguous) {
    return new BadInput(
      `Cannot find note "${word}": ${candidates.length} notes have this name, wanted one`,
      `say which: ${suggestion(candidates)}`,
    );
  }
  const isPath = isAbsolute(word) || word.startsWith(".") || word.endsWith(".ipynb");
  const message = isPath
    ? `Cannot find notebook "${word}": there is no such file`
    : `Cannot find note "${id}": no note, shelf or file has this name`;
  return new BadInput(message, suggestion(candidates) ?? LIST);
}

/** At most three ids, whole or by their last part, within a third of the word's length. */
function near(word: string, notes: readonly Found[]): Found[] {
  const bound = Math.max(2, word.length / 3);
  return notes
    .map((note) => {
      const name = note.id.slice(note.id.indexOf("/") + 1);
      return { note, slips: Math.min(editDistance(word, note.id), editDistance(word, name)) };
    })
    .filter(({ slips }) => slips <= bound)
    .sort((a, b) => a.slips - b.slips)
    .slice(0, 3)
    .map(({ note }) => note);
}

function suggestion(candidates: readonly Found[]): string | undefined {
  return candidates.length === 0 ? undefined : candidates.map((note) => note.id).join(" or ");
}
