import assert from "node:assert/strict";
import { namedEnv } from "../../../scripts/reproduce/cache/named_env.ts";
import { kernelEnvironment } from "../../../scripts/reproduce/kernel/environment.ts";

Deno.test("namedEnv() keeps what changes numbers, not where things are", () => {
  const named = namedEnv({
    HOME: "/home/a",
    TMPDIR: "/tmp",
    VK_DRIVER_FILES: "/x.json",
    LP_NUM_THREADS: "1",
    GALLIUM_OVERRIDE_CPU_CAPS: "sse4.1",
    NO_COLOR: "1",
  });
  assert.deepEqual(named, {
    GALLIUM_OVERRIDE_CPU_CAPS: "sse4.1",
    LP_NUM_THREADS: "1",
    NO_COLOR: "1",
  });
});

Deno.test("namedEnv() is the same for two people on one kind of machine", () => {
  const of = (outer: Record<string, string>) => namedEnv(kernelEnvironment(outer));
  const a = of({ HOME: "/home/a", USER: "a", PATH: "/a", DENO_DIR: "/a", XDG_RUNTIME_DIR: "/a" });
  const b = of({ HOME: "/home/b", USER: "b", PATH: "/b", DENO_DIR: "/b", XDG_RUNTIME_DIR: "/b" });
  assert.deepEqual(a, b);
});
