/** The files the cells of a kernel read. */
import { readPaths } from "./audit.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { join } from "node:path";

/** Modules and data; not Deno's cache, whose content deno.lock pins, nor the system's own files. */
export function readFiles(kernel: Kernel): string[] {
  const { HOME = "/", DENO_DIR = join(HOME, ".cache", "deno") } = kernel.env;
  return readPaths(kernel.readAudit(), {
    cwd: kernel.cwd,
    outside: [DENO_DIR, join(HOME, "Library/Caches/deno"), "/proc", "/sys", "/dev"],
  }).filter(isFile);
}

// a folder that was listed and a file that was looked for are in the log too
function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
