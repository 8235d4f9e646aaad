import process from "node:process";
import type { Took } from "../protocol.ts";

/** Times `work` by the clock and by the processor, threads of drivers included. */
export async function time(work: () => void | Promise<void>): Promise<Took> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await work();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { ms, cpuMs: (user + system) / 1000 };
}
