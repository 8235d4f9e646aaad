/** Names of run folders: process ids come around again, so the name says when the process started. */
import { startTime } from "./process_table.ts";

export function runName(pid: number): string {
  return `run-${pid}-${start(pid)}-${crypto.randomUUID().slice(0, 8)}`;
}

/** Whether the run that made a folder of this name still goes on; null for other names. */
export function isRunning(name: string): boolean | null {
  const [, pid, started] = /^run-(\d+)-([0-9A-Za-z_]*)-[0-9a-f]{8}$/.exec(name) ?? [];
  return pid ? start(Number(pid)) === started : null;
}

function start(pid: number): string {
  return (startTime(pid) ?? "").replaceAll(/[^0-9A-Za-z]+/g, "_");
}
