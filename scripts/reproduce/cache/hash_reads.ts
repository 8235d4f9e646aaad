import type { Files } from "./files.ts";
import { absoluteFrom } from "./path.ts";
import { readText } from "./read_text.ts";
import { type Parts, sha256 } from "./sha256.ts";

/** `lib/data` reads it whole to look up the hash of one file. */
const MANIFEST = "data/MANIFEST.json";

/**
 * Hashes of files as they are now, `paths` relative to `root`. Of the manifest only the entries of
 * the other files count: listing a new data file concerns no note that does not read it.
 */
export async function hashReads(
  paths: readonly string[],
  { root, files }: { root: string; files: Files },
): Promise<Parts> {
  const hashes = paths.map(async (path) => {
    const absolute = absoluteFrom(path, root);
    const entries = path === MANIFEST ? entriesOf(readText(absolute), paths) : null;
    const hash = entries === null ? await files.raw(absolute) : await sha256(entries);
    return [path, hash ?? "missing"] as const;
  });
  return Object.fromEntries(await Promise.all(hashes));
}

/** Null for a manifest that cannot be read so: then all of it counts. */
function entriesOf(text: string | null, paths: readonly string[]): string | null {
  try {
    const { files } = JSON.parse(text ?? "") as { files: Record<string, unknown> };
    const names = paths.filter((path) => path.startsWith("data/") && path !== MANIFEST)
      .map((path) => path.slice("data/".length)).sort();
    // a file that is not listed is refused with a message that names those that are
    const isListed = names.every((name) => Object.hasOwn(files, name));
    return isListed && names.length > 0 ? JSON.stringify(names.map((n) => [n, files[n]])) : null;
  } catch {
    return null;
  }
}
