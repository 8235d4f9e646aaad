/** What a kernel sees of the runner's environment: only what Deno and the GPU driver need. */
import { join } from "node:path";

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

export interface EnvironmentOptions {
  /** V8's heap limit. */
  heapMb?: number | undefined;
  /** Added last: a world. */
  added?: Record<string, string>;
}

/** Picks from `outer` what is passed on and adds what the runner sets. */
export function kernelEnvironment(
  outer: Record<string, string>,
  options: EnvironmentOptions = {},
): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(outer)) {
    if (PASSED.has(name) || PASSED_PREFIXES.some((prefix) => name.startsWith(prefix))) {
      env[name] = value;
    }
  }
  // without a runtime folder the software Vulkan driver refuses to start
  env.XDG_RUNTIME_DIR ??= join(env.TMPDIR ?? "/tmp", `rederive-runtime-${Deno.uid() ?? "user"}`);
  // without it `42` is displayed as ESC[33m42ESC[39m
  env.NO_COLOR = "1";
  // a net for libraries; notes take their numbers from lib/random
  const flags = ["--random-seed=1"];
  if (options.heapMb) flags.push(`--max-old-space-size=${options.heapMb}`);
  env.DENO_V8_FLAGS = flags.join(",");
  return { ...env, ...options.added };
}
