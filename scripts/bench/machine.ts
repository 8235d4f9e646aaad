import { cpus } from "node:os";
import { fingerprint, type Gpu } from "@rederive/lib/gpu";

/** Where and how figures were taken. */
export interface Machine {
  adapter: string;
  cpu: string;
  cores: number;
  os: string;
  deno: string;
  rounds: number;
}

/** What this machine is, as far as figures depend on it. */
export async function describeMachine(gpu: Gpu, rounds: number): Promise<Machine> {
  const { description } = await fingerprint(gpu);
  const cores = cpus();
  return {
    adapter: description,
    cpu: cores[0]?.model ?? "unknown",
    cores: cores.length,
    os: Deno.build.os,
    deno: Deno.version.deno,
    rounds,
  };
}
