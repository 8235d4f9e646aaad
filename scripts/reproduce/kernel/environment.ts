/** What a kernel sees of the runner's environment: only what Deno and the GPU driver need. */

const PASSED = new Set([
  "HOME",
  "DENO_DIR",
  "NPM_CONFIG_REGISTRY",
  "XDG_RUNTIME_DIR",
  "TMPDIR",
  "LD_LIBRARY_PATH",
  "DENO_WEBGPU_BACKEND",
]);
const PASSED_PREFIXES = ["VK_", "MESA_", "GALLIUM_", "LP_"];

/** Picks from `outer`, adds what the runner sets, then `added` (a world), which wins. */
export function kernelEnvironment(
  outer: Record<string, string>,
  options: { v8Flags?: readonly string[]; added?: Record<string, string> } = {},
): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(outer)) {
    if (PASSED.has(name) || PASSED_PREFIXES.some((prefix) => name.startsWith(prefix))) {
      env[name] = value;
    }
  }
  // without it `42` is displayed as ESC[33m42ESC[39m
  env.NO_COLOR = "1";
  if (options.v8Flags?.length) env.DENO_V8_FLAGS = options.v8Flags.join(",");
  return { ...env, ...options.added };
}
