import type { Files } from "./files.ts";
import { pathOf } from "./path.ts";
import { hashParts } from "./sha256.ts";

/** Folders of the runner whose code decides what an execution records. */
export const EXECUTES = ["../kernel/", "../execute/"];

/** … how a recorded execution is judged. */
export const JUDGES = ["../compare/", "../judge/", "../../../lib/claim/"];

/** … what of a source counts. */
export const READS_SOURCE = ["../check/", "./read_source.ts", "./imports.ts"];

/**
 * One hash of the runner's own files in `places` (relative to this module, folders with all they
 * hold): an edit of the runner invalidates what it made, without a version number to forget.
 */
export async function ownCode(
  places: readonly string[],
  files: Files,
  as: "code" | "raw" = "code",
): Promise<string> {
  const hashes = places.flatMap(filesAt).map(async (place): Promise<[string, string]> => {
    return [place, await files[as](pathAt(place)) ?? "missing"];
  });
  return await hashParts(Object.fromEntries(await Promise.all(hashes)));
}

function filesAt(place: string): string[] {
  if (!place.endsWith("/")) return [place];
  try {
    return [...Deno.readDirSync(pathAt(place))].flatMap(({ name, isDirectory }) =>
      filesAt(place + name + (isDirectory ? "/" : ""))
    );
  } catch {
    return [];
  }
}

function pathAt(place: string): string {
  return pathOf(new URL(place, import.meta.url).href);
}
