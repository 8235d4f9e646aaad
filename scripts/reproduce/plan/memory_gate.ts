import { readText } from "../cache/read_text.ts";

/** What a kernel holds with a device open and nothing computed yet; measured 280 MB. */
const KERNEL_BYTES = 300e6;

export interface MemoryGate {
  /** Lanes wanted. */
  lanes: number;
  /** Bytes that can be taken without swapping. */
  available: number;
  /** Largest peak known of the notes to run; 0 when none is. */
  peak?: number;
}

/** Lanes for which there is memory, each with its spare kernel; at least one. */
export function lanesThatFit({ lanes, available, peak = 0 }: MemoryGate): number {
  const perLane = Math.max(KERNEL_BYTES, peak) + KERNEL_BYTES;
  return Math.max(1, Math.min(lanes, Math.floor(available / perLane)));
}

/** Bytes this process and its children may still take: the machine's, or what a container leaves. */
export function availableMemory(read: (path: string) => string | null = readText): number {
  const machine = Deno.systemMemoryInfo().available;
  const group = "/sys/fs/cgroup/memory";
  const limit = Number(read(`${group}.max`) ?? NaN); // "max", for no limit, is NaN too
  const used = Number(read(`${group}.current`) ?? NaN);
  // file contents kept in memory are given back when somebody needs it
  const files = Number(/^inactive_file (\d+)$/m.exec(read(`${group}.stat`) ?? "")?.[1] ?? 0);
  const left = limit - Math.max(0, used - files);
  return Number.isNaN(left) ? machine : Math.min(machine, Math.max(0, left));
}
