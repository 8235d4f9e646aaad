import type { Adapter } from "./cache/mod.ts";
import type { World } from "./types.ts";

/** What a run computes in unless asked otherwise: the adapter as it is. */
export const NATIVE: World = { name: "native", env: {} };

/**
 * The worlds of `--worlds`. Software Vulkan compiles shaders for the CPU it finds; told that the CPU
 * has no more than SSE 4.1, it computes other low bits of exp, pow, tanh and sin on the same machine.
 */
export const WORLDS: readonly World[] = [
  NATIVE,
  { name: "sse4.1", env: { GALLIUM_OVERRIDE_CPU_CAPS: "sse4.1" } },
];

/**
 * The worlds to run in, and what computes in each. A world whose adapter computes the same bits as
 * an earlier one is left out: on a real GPU the variable that makes `sse4.1` changes nothing.
 */
export async function distinctWorlds(
  all: boolean,
  adapterOf: (world: World) => Promise<Adapter>,
): Promise<{ worlds: World[]; adapters: Record<string, string> }> {
  const worlds: World[] = [];
  const adapters: Record<string, string> = {};
  const seen = new Set<string>();
  for (const world of all ? WORLDS : [NATIVE]) {
    const { description, fingerprint } = await adapterOf(world);
    adapters[world.name] = description;
    if (seen.has(fingerprint)) {
      adapters[world.name] += " (the same bits as another world: left out)";
      continue;
    }
    seen.add(fingerprint);
    worlds.push(world);
  }
  return { worlds, adapters };
}
