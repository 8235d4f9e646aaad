/** Reads the log Deno keeps of what a kernel accessed (`DENO_AUDIT_PERMISSIONS`). */
import { resolve } from "node:path";

interface Entry {
  permission: string;
  value: string | null;
}

export interface AuditOptions {
  /** Relative paths in the log are relative to it. */
  cwd: string;
  /** Folders whose content does not count: Deno's cache, the system's own files. */
  outside: readonly string[];
}

/** Absolute paths of the files read, modules included, without doubles, sorted. */
export function readPaths(log: string, { cwd, outside }: AuditOptions): string[] {
  const paths = new Set<string>();
  for (const line of log.split("\n")) {
    const entry = parse(line);
    if (entry?.permission !== "read" || !entry.value) continue;
    const path = entry.value.startsWith("file:")
      ? decodeURIComponent(new URL(entry.value).pathname)
      : resolve(cwd, entry.value);
    if (!outside.some((folder) => path === folder || path.startsWith(`${folder}/`))) {
      paths.add(path);
    }
  }
  return [...paths].sort();
}

// the last line of a killed kernel may be half a line
function parse(line: string): Entry | null {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
