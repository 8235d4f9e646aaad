import { BadInput, type World } from "../types.ts";
import { machineParts } from "./machine.ts";
import type { Memo } from "./memo.ts";
import { hashParts } from "./sha256.ts";

/** What computes a world's numbers. */
export interface Adapter {
  description: string;
  /** Of its limits, its features and the bits it computes. */
  fingerprint: string;
}

export interface AdapterOptions {
  /** The whole environment of this world's kernels. */
  env: Record<string, string>;
  memo: Memo<Adapter>;
  /** Hash of the code that takes fingerprints. */
  code: string;
  /** Asks the GPU itself; replaced in tests. */
  ask?: (env: Record<string, string>) => Promise<Adapter | string>;
}

/** Which adapter a world computes on. Asking costs 150 ms, so the answer is kept per machine. */
export async function adapterOf(world: World, options: AdapterOptions): Promise<Adapter> {
  const { env, memo, code, ask = askGpu } = options;
  const gpuEnv = Object.fromEntries(
    Object.entries(env).filter(([name]) => /^(VK|MESA|GALLIUM|LP|DENO_WEBGPU|LD)_/.test(name)),
  );
  const machine = await hashParts({ ...machineParts(gpuEnv), code });
  const known = memo.get(machine);
  if (known) return known;
  const answer = await ask(env);
  if (typeof answer === "string") {
    const [problem = "", fix = "deno task doctor"] = answer.split("\nTry: ");
    throw new BadInput(
      `Cannot compute in world "${world.name}": ${problem.replace("Cannot open a GPU: ", "")}`,
      fix,
    );
  }
  memo.set(machine, answer);
  return answer;
}

/** In a process of its own: a world is an environment, which a driver reads once. */
async function askGpu(env: Record<string, string>): Promise<Adapter | string> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", "--no-lock", import.meta.resolve("./adapter_probe.ts")],
    clearEnv: true,
    env,
    stdin: "null",
    signal: AbortSignal.timeout(60_000),
  }).output();
  const text = new TextDecoder();
  if (success) return JSON.parse(text.decode(stdout)) as Adapter;
  return text.decode(stderr).trim() || "the process that asks the GPU died";
}
