import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import { patchesOf, Vit } from "@rederive/lib/models";
import { key, normal, stream } from "@rederive/lib/random";
import { openScope, read, readMany, tensor } from "@rederive/lib/tensor";
import { maskOf, patchTokens, shareRight } from "../../../notebooks/multimodal/vit/measure.ts";
import { drawQuarters } from "../../../notebooks/multimodal/vit/pictures.ts";
import { inOrder, TinyVit } from "../../../notebooks/multimodal/vit/tiny_vit.ts";
import { gpuTest } from "../../gpu/with_gpu.ts";

gpuTest("TinyVit computes what lib's Vit does with the same weights", async (gpu) => {
  using _scope = openScope(gpu);
  using tiny = new TinyVit(gpu, { random: stream(1) });
  const sizes = { imageSize: 16, patchSize: 4, channels: 32, layers: 2, heads: 2, hidden: 64 };
  using vit = new Vit(gpu, { ...sizes, classes: 4, epsilon: 1e-5 });
  const mine = await tiny.state();
  const positions = new Float32Array(17 * 32);
  positions.set(mine["places.numbers"]!.values, 32); // a class token has no place of its own here
  await vit.loadState(Object.fromEntries(
    vit.namedParameters().map(([name, { shape }]) => {
      const own = name.replace("embedding.", "").replace("classifier", "head");
      const values = name === "embedding.positions" ? positions : mine[own]!.values;
      return [name, { shape, values }];
    }),
  ));
  const pictures = tensor(gpu, normal(key(2), 3 * 768), { shape: [3, 3, 16, 16] });
  const [got, want] = await readMany([tiny.logits(pictures), vit.forward(pictures).logits!]);
  assertClose(got!, want!, { abs: 1e-5, rel: 0 }); // the same sums, of numbers of size 1
});

gpuTest("TinyVit puts patches in another order before it adds places", async (gpu) => {
  using _scope = openScope(gpu);
  using vit = new TinyVit(gpu, { random: stream(1) });
  const pictures = tensor(gpu, normal(key(3), 768), { shape: [1, 3, 16, 16] });
  const order = [...Array(16).keys()].reverse();
  const [bare, turned, cut, back] = await readMany([
    vit.embed(pictures, { places: null }),
    vit.embed(pictures, { places: null, order }),
    patchesOf(pictures, 4),
    inOrder(inOrder(patchesOf(pictures, 4), order), order),
  ]);
  equal(turned!.subarray(0, 32).join(), bare!.subarray(15 * 32).join());
  equal(back!.join(), cut!.join());
  const placed = await read(vit.embed(pictures));
  const table = (await vit.state())["places.numbers"]!.values;
  assertClose(placed, bare!.map((v, i) => v + table[i]!), { abs: 1e-6, rel: 0 });
});

gpuTest("patchTokens() alone know nothing of other patches", async (gpu) => {
  using vit = new TinyVit(gpu, { random: stream(1) });
  const set = drawQuarters(1, { seed: 1 });
  const other = { ...set, pixels: set.pixels.map((v, i) => i % 16 < 4 ? v : -v) }; // left column stays
  for (const areAlone of [true, false]) {
    const [a, b] = [
      await patchTokens(gpu, vit, set, { areAlone }),
      await patchTokens(gpu, vit, other, { areAlone }),
    ];
    deepEqual([a.length, a[0]!.rows.length, a[0]!.classes.length], [3, 512, 16]);
    const isSame = a[2]!.rows.subarray(0, 32).every((v, i) => v === b[2]!.rows[i]);
    equal(isSame, areAlone);
    ok(a[2]!.rows.subarray(32, 64).some((v, i) => v !== b[2]!.rows[32 + i]));
  }
});

Deno.test("maskOf() hides keys from queries; shareRight() counts", () => {
  equal(maskOf(2, (query, key) => key > query).join(), "0,-1.0000000150474662e+30,0,0");
  equal(shareRight(Float32Array.of(0, 1, 0, 0, 3, 1, 2, 0), [1, 2]), 50);
});
