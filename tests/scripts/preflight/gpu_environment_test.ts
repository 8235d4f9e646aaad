import assert from "node:assert/strict";
import { gpuEnvironment } from "../../../scripts/preflight/gpu_environment.ts";
import { ensureRuntimeDir } from "../../../scripts/preflight/runtime_dir.ts";

const uid = Deno.uid();

function inTemp(work: (temp: string) => void): void {
  const temp = Deno.makeTempDirSync({ prefix: "rederive-test-" });
  try {
    work(temp);
  } finally {
    Deno.removeSync(temp, { recursive: true });
  }
}

Deno.test("gpuEnvironment() sets what is missing on Linux and keeps what is set", () => {
  inTemp((temp) => {
    const env = new Map([["TMPDIR", temp]]);
    const added = gpuEnvironment(env, { os: "linux", uid });
    assert.deepEqual(added, {
      XDG_RUNTIME_DIR: `${temp}/rederive-runtime-${uid}`,
      DENO_WEBGPU_BACKEND: "vulkan",
    });
    for (const [name, value] of Object.entries(added)) env.set(name, value);
    assert.deepEqual(gpuEnvironment(env, { os: "linux", uid }), {});
    env.set("DENO_WEBGPU_BACKEND", "gl");
    assert.deepEqual(gpuEnvironment(env, { os: "linux", uid }), {});
    assert.deepEqual(gpuEnvironment(new Map(), { os: "darwin", uid }), {});
  });
});

Deno.test("ensureRuntimeDir() makes a private folder, and makes the given one when missing", () => {
  inTemp((temp) => {
    const ours = ensureRuntimeDir(undefined, { temp, uid });
    assert.equal(Deno.statSync(ours).mode! & 0o777, 0o700);
    assert.equal(ensureRuntimeDir(undefined, { temp, uid }), ours);
    const given = `${temp}/given`;
    assert.equal(ensureRuntimeDir(given, { temp, uid }), given);
    assert.equal(Deno.statSync(given).mode! & 0o777, 0o700);
    assert.equal(ensureRuntimeDir(`${temp}/no/such/parent`, { temp, uid }), ours);
  });
});

Deno.test("ensureRuntimeDir() does not use a folder that others can read, or a link", () => {
  inTemp((temp) => {
    const open = `${temp}/rederive-runtime-${uid}`;
    Deno.mkdirSync(open);
    Deno.chmodSync(open, 0o755);
    const other = ensureRuntimeDir(undefined, { temp, uid });
    assert.notEqual(other, open);
    assert.equal(Deno.statSync(other).mode! & 0o077, 0);
    Deno.removeSync(open);
    Deno.symlinkSync(other, open);
    assert.notEqual(ensureRuntimeDir(undefined, { temp, uid }), open);
  });
});
