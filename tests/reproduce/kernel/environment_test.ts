import assert from "node:assert/strict";
import { kernelEnvironment } from "../../../scripts/reproduce/kernel/environment.ts";

Deno.test("kernelEnvironment() passes on what Deno and the driver need, and no secrets", () => {
  const env = kernelEnvironment({
    HOME: "/home/a",
    PATH: "/bin",
    GITHUB_TOKEN: "secret",
    XDG_RUNTIME_DIR: "/run/a",
    VK_ICD_FILENAMES: "lvp.json",
    LP_NUM_THREADS: "1",
    GALLIUM_OVERRIDE_CPU_CAPS: "avx",
    DENO_V8_FLAGS: "--expose-gc",
  }, { added: { GALLIUM_OVERRIDE_CPU_CAPS: "sse4.1" } });
  assert.deepEqual(env, {
    HOME: "/home/a",
    XDG_RUNTIME_DIR: "/run/a",
    VK_ICD_FILENAMES: "lvp.json",
    LP_NUM_THREADS: "1",
    GALLIUM_OVERRIDE_CPU_CAPS: "sse4.1",
    NO_COLOR: "1",
    DENO_V8_FLAGS: "--random-seed=1",
  });
});

Deno.test("kernelEnvironment() limits the heap and finds a runtime folder", () => {
  const env = kernelEnvironment({ TMPDIR: "/var/tmp" }, { heapMb: 512 });
  assert.equal(env.DENO_V8_FLAGS, "--random-seed=1,--max-old-space-size=512");
  assert.equal(env.XDG_RUNTIME_DIR, `/var/tmp/rederive-runtime-${Deno.uid()}`);
});
