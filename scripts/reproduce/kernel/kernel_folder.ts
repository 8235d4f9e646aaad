/** The files of one kernel: how to reach it, what it read, its process id. One folder holds them. */
import { join } from "node:path";

export interface KernelFolder {
  path: string;
  /** Jupyter's connection file. Its unique name on the command line tells the kernel from others. */
  connection: string;
  /** What the kernel read, line by line, written by Deno itself. */
  audit: string;
  /** Written by the kernel's own process before it becomes Deno: no kernel goes unlisted. */
  pid: string;
}

/** Makes the folder below `parent`, or in the system's temporary folder. */
export function makeKernelFolder(parent?: string): KernelFolder {
  const path = parent
    ? join(parent, `kernel-${crypto.randomUUID()}`)
    : Deno.makeTempDirSync({ prefix: "rederive-kernel-" });
  // the connection file holds the key that lets a client run code
  if (parent) Deno.mkdirSync(path, { mode: 0o700 });
  return describeKernelFolder(path);
}

export function describeKernelFolder(path: string): KernelFolder {
  return {
    path,
    connection: join(path, "connection.json"),
    audit: join(path, "audit.jsonl"),
    pid: join(path, "pid"),
  };
}

/** Removes the folder; the watchdog may have been faster. */
export function removeKernelFolder(folder: KernelFolder): void {
  try {
    Deno.removeSync(folder.path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
