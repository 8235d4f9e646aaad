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
