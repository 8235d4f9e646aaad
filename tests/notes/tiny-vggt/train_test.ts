import { ok, strictEqual as equal } from "node:assert/strict";
import { openGpu } from "@rederive/lib/gpu";
import { stream } from "@rederive/lib/random";
import { randomRoom } from "@rederive/lib/scene";
import { TinyVggt } from "../../../notebooks/3d-reconstruction/tiny-vggt/model.ts";
import { drawPairs } from "../../../notebooks/3d-reconstruction/tiny-vggt/room_pairs.ts";
import { tell } from "../../../notebooks/3d-reconstruction/tiny-vggt/told.ts";
import { train } from "../../../notebooks/3d-reconstruction/tiny-vggt/train.ts";

Deno.test("a tiny VGGT looks at both pictures of a pair, and at those of no other", async () => {
  await using gpu = await openGpu();
  const { pairs } = await drawPairs(gpu, randomRoom(stream(3)), { count: 3, seed: 1 });
  using net = new TinyVggt(gpu, { seed: 1 });
  const before = await tell(net, pairs);
  const changed = pairs.patches.slice();
  changed.subarray(3 * 3072, 4 * 3072).reverse(); // the second picture of pair 1
  const after = await tell(net, { ...pairs, patches: changed });
  const moves = (from: number, to: number) =>
    before.depths.slice(from, to).some((v, i) => v !== after.depths[from + i]);
  equal(
    [0, 64, 128, 192, 256, 320].map((from) => Number(moves(from, from + 64))).join(""),
    "001100",
  );
  const shifted = await tell(net, pairs, (i) => (i + 1) % 3);
  ok(shifted.cameras.slice(0, 6).every((v, i) => Math.abs(v - before.cameras[6 + i]!) < 1e-5));
});

Deno.test("training lowers all three losses on three pairs", async () => {
  await using gpu = await openGpu();
  const { pairs } = await drawPairs(gpu, randomRoom(stream(3)), { count: 3, seed: 1 });
  using net = new TinyVggt(gpu, { seed: 1 });
  const losses = await train(net, pairs, { seed: 1, steps: 60 });
  equal(losses.map(([step]) => step).join(), "20,40,60");
  const [first, last] = [losses[0]!, losses.at(-1)!];
  for (const k of [1, 2, 3] as const) ok(last[k] < first[k], `${first} to ${last}`);
});
