import { isUnder } from "./path.ts";

export interface DataReadsOptions {
  /** The repository and the notebook's folder: what is in there is data unless named below. */
  inside: readonly string[];
  /** Local modules, in the key by their normalised content; configuration, by what it resolves to. */
  known: readonly string[];
  /** The runner's state and Deno's caches. */
  folders: readonly string[];
  /** Milliseconds since 1970 at which the run's inputs were looked at. */
  since: number;
  /** Modification time, null when there is no such file; replaced in tests. */
  modified?: (path: string) => number | null;
}

const SYSTEM = ["/proc", "/sys", "/dev", "/usr", "/lib", "/lib64", "/etc", "/bin", "/opt", "/run"];

/**
 * Of the paths a kernel read, those whose content is an input of the note, sorted. Null when one of
 * them changed during the run, so that nobody can say which content was seen.
 */
export function dataReads(reads: readonly string[], options: DataReadsOptions): string[] | null {
  const { inside, known, folders, since, modified = mtime } = options;
  const data: string[] = [];
  for (const path of [...new Set(reads)].sort()) {
    if (known.includes(path) || /[/\\]node_modules([/\\]|$)/.test(path)) continue;
    if (folders.some((folder) => isUnder(path, folder))) continue;
    const when = modified(path);
    if (inside.some((folder) => isUnder(path, folder))) {
      if (when !== null && when > since) return null;
      data.push(path);
    } else if (!SYSTEM.some((folder) => isUnder(path, folder))) {
      // made during the run or gone after it: a temporary file, such as the kernel's own
      if (when !== null && when <= since) data.push(path);
    }
  }
  return data;
}

function mtime(path: string): number | null {
  try {
    const { mtime, isDirectory } = Deno.statSync(path);
    // a folder's time changes with every file put in it; its names are hashed
    return isDirectory ? 0 : mtime?.getTime() ?? 0;
  } catch {
    return null;
  }
}
