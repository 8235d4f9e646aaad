import assert from "node:assert/strict";
import { BadInput } from "../../../scripts/reproduce/types.ts";
import { type Adapter, adapterOf } from "../../../scripts/reproduce/cache/adapter.ts";
import { Memo } from "../../../scripts/reproduce/cache/memo.ts";

const WORLD = { name: "sse4.1", env: { GALLIUM_OVERRIDE_CPU_CAPS: "sse4.1" } };
const ADAPTER: Adapter = { description: "llvmpipe", fingerprint: "0011" };

function options(answer: Adapter | string, memo = new Memo<Adapter>("", "1")) {
  const asked: Record<string, string>[] = [];
  const ask = (env: Record<string, string>) => {
    asked.push(env);
    return Promise.resolve(answer);
  };
  return { env: { HOME: "/home/a", ...WORLD.env }, memo, code: "c", ask, asked };
}

Deno.test("adapterOf() asks the GPU once a machine", async () => {
  const given = options(ADAPTER);
  assert.deepEqual(await adapterOf(WORLD, given), ADAPTER);
  assert.deepEqual(await adapterOf(WORLD, given), ADAPTER);
  assert.deepEqual(given.asked, [given.env]);
});

Deno.test("adapterOf() asks again for another environment of the driver, not another home", async () => {
  const given = options(ADAPTER);
  await adapterOf(WORLD, given);
  await adapterOf(WORLD, { ...given, env: { ...given.env, HOME: "/home/b" } });
  assert.equal(given.asked.length, 1);
  await adapterOf(WORLD, { ...given, env: { ...given.env, LP_NUM_THREADS: "1" } });
  await adapterOf(WORLD, { ...given, code: "d" });
  assert.equal(given.asked.length, 3);
});

Deno.test("adapterOf() turns a missing adapter into bad input, and remembers nothing", async () => {
  const given = options(
    "Cannot open a GPU: no adapter was found, wanted one\nTry: apt-get install x",
  );
  for (const _ of [1, 2]) {
    await assert.rejects(() => adapterOf(WORLD, given), (error) => {
      assert.ok(error instanceof BadInput);
      assert.equal(
        error.message,
        `Cannot compute in world "sse4.1": no adapter was found, wanted one`,
      );
      assert.equal(error.try, "apt-get install x");
      return true;
    });
  }
  assert.equal(given.asked.length, 2);
});

Deno.test("adapterOf() really asks: two worlds of one machine compute other bits", async () => {
  const env = Deno.env.toObject();
  const memo = new Memo<Adapter>("", "1");
  const native = await adapterOf({ name: "native", env: {} }, { env, memo, code: "" });
  const narrow = await adapterOf(WORLD, { env: { ...env, ...WORLD.env }, memo, code: "" });
  assert.match(native.fingerprint, /^[0-9a-f]{16}$/);
  assert.ok(native.description.length > 0);
  assert.notEqual(native.fingerprint, narrow.fingerprint);
});

Deno.test("adapterOf() says what to do where there is no adapter", async () => {
  const nowhere = { VK_DRIVER_FILES: "/nowhere", VK_ICD_FILENAMES: "/nowhere" };
  const env = { ...Deno.env.toObject(), DENO_WEBGPU_BACKEND: "vulkan", ...nowhere };
  const memo = new Memo<Adapter>("", "1");
  await assert.rejects(() => adapterOf({ name: "native", env: {} }, { env, memo, code: "" }), {
    name: "BadInput",
    message: /^Cannot compute in world "native": no adapter was found/,
    try: /apt-get install/,
  });
});
