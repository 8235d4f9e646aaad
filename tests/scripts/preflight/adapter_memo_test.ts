import assert from "node:assert/strict";
import {
  memoKey,
  recallAdapter,
  rememberAdapter,
} from "../../../scripts/preflight/adapter_memo.ts";

const adapter = { vendor: "v", architecture: "", device: "0", description: "llvmpipe" };

Deno.test("memoKey() changes with the drivers and the variables that choose one", () => {
  const folder = Deno.makeTempDirSync({ prefix: "rederive-test-" });
  try {
    const key = (env: Record<string, string> = {}) => memoKey({ env, folders: [folder] });
    const bare = key();
    assert.equal(key({ HOME: "/somewhere", EDITOR: "vi" }), bare);
    assert.notEqual(key({ VK_DRIVER_FILES: "/none" }), bare);
    assert.notEqual(key({ GALLIUM_OVERRIDE_CPU_CAPS: "sse4.1" }), bare);
    assert.notEqual(key({ DENO_WEBGPU_BACKEND: "gl" }), bare);
    Deno.writeTextFileSync(`${folder}/lvp_icd.json`, "{}");
    assert.notEqual(key(), bare);
    assert.equal(
      memoKey({ env: {}, folders: ["/no/such/folder"] }),
      memoKey({
        env: {},
        folders: ["/no/such/other"],
      }),
    );
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});

Deno.test("recallAdapter() gives back what was remembered under the same key only", () => {
  const folder = Deno.makeTempDirSync({ prefix: "rederive-test-" });
  try {
    const path = `${folder}/state/preflight.json`;
    assert.equal(recallAdapter(path, "a"), null);
    rememberAdapter(path, { key: "a", adapter });
    assert.deepEqual(recallAdapter(path, "a"), adapter);
    assert.equal(recallAdapter(path, "b"), null);
    Deno.writeTextFileSync(path, '{"key": "a"');
    assert.equal(recallAdapter(path, "a"), null);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});
