import { sha256 } from "./cache/sha256.ts";
import { folderName } from "./cache/store.ts";
import { writeAtomic } from "./cache/write_atomic.ts";
import type { Permission } from "./cli/option_values.ts";
import type { Ending, Notebook } from "./types.ts";

/** With one of these a cell can change files. Without, only a person can have. */
const CHANGES_FILES: readonly Permission[] = ["write", "run", "ffi"];

/** The bytes of notebooks whose own cells could change them, to be put back. */
export type Originals = ReadonlyMap<string, Uint8Array>;

export async function keepOriginals(
  notebooks: Iterable<Notebook>,
  allow: readonly Permission[],
): Promise<Originals> {
  const originals = new Map<string, Uint8Array>();
  if (!allow.some((name) => CHANGES_FILES.includes(name))) return originals;
  for (const { path, sha256: read } of notebooks) {
    const bytes = await Deno.readFile(path);
    if (await sha256(bytes) === read) originals.set(path, bytes);
  }
  return originals;
}

/**
 * What became of a notebook's file while it ran; null when it is what was read. A run changes no
 * notebook: where cells may write, the file is put back, and what it had become is kept under
 * `.rederive/replaced`. Where they may not, a person saved it, which is left alone.
 */
export async function guardFile(
  { id, path, sha256: before }: Notebook,
  { originals, state }: { originals: Originals; state: string },
): Promise<Ending | null> {
  const bytes = await Deno.readFile(path).catch(() => null);
  if (bytes !== null && await sha256(bytes) === before) return null;
  const what = bytes === null ? "was deleted" : "changed";
  const original = originals.get(path);
  if (!original) {
    return {
      kind: "bad input",
      message:
        `Cannot reproduce "${id}": its file ${what} while it ran, wanted the notebook that was read`,
      try: bytes === null ? "deno task reproduce --why" : `deno task reproduce ${id}`,
    };
  }
  let kept = "";
  if (bytes !== null) {
    const name = `replaced/${folderName(id)}.ipynb`;
    writeAtomic(`${state}/${name}`, bytes);
    kept = `; what it became is .rederive/${name}`;
  }
  writeAtomic(path, original);
  return {
    kind: "bad input",
    message: `Cannot reproduce "${id}": its file ${what} while it ran, it was put back${kept}`,
    try: "let no cell change its own notebook, or run without --allow",
  };
}
