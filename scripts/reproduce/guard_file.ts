import { sha256 } from "./cache/sha256.ts";
import { serialise } from "./notebook/serialise.ts";
import type { Ending, Notebook } from "./types.ts";

/**
 * What became of a notebook's file while it ran. One that is gone is put back as it was read; one
 * that changed is left alone, since a person may have saved it. Either way the run does not count.
 */
export async function guardFile(
  { id, path, raw, sha256: before }: Notebook,
): Promise<Ending | null> {
  const bytes = await Deno.readFile(path).catch(() => null);
  if (bytes === null) {
    await Deno.writeTextFile(path, serialise(raw));
    return {
      kind: "bad input",
      message: `Cannot reproduce "${id}": its file was deleted while it ran, it was put back`,
      try: "let no cell remove files; run without --allow write",
    };
  }
  if (await sha256(bytes) === before) return null;
  return {
    kind: "bad input",
    message:
      `Cannot reproduce "${id}": its file changed while it ran, wanted the notebook that was read`,
    try: `deno task reproduce ${id}, and let no cell write to its own notebook`,
  };
}
