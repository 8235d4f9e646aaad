import { ok, strictEqual as equal } from "node:assert/strict";
import { foldIn, key, normal } from "@rederive/lib/random";
import { openGpu } from "@rederive/lib/gpu";
import {
  Aggregator,
  alternating,
  C,
} from "../../../notebooks/3d-reconstruction/vggt-architecture-identities/aggregator.ts";
import { frameMask } from "../../../notebooks/3d-reconstruction/vggt-architecture-identities/frame_mask.ts";
import {
  farthest,
  inFrames,
  movesOf,
  orders,
  reordered,
  tokensOf,
} from "../../../notebooks/3d-reconstruction/vggt-architecture-identities/frames.ts";
import { imageTokens } from "../../../notebooks/3d-reconstruction/vggt-architecture-identities/image_tokens.ts";
import {
  byTheSums,
  mixOfSights,
} from "../../../notebooks/3d-reconstruction/vggt-architecture-identities/mix_of_sights.ts";
import {
  look,
  room,
} from "../../../notebooks/3d-reconstruction/vggt-architecture-identities/views.ts";

Deno.test("a mix of own frame and others is softmax over all, written plainly", () => {
  const [q, k, v] = [1, 2, 3].map((i) => normal(foldIn(key(1), i), 6 * 2)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const got = mixOfSights({ q, k, v, frames: 3, width: 2 }, byTheSums);
  for (let i = 0; i < 6; i++) {
    const weights = Array.from(
      { length: 6 },
      (_, j) => Math.exp((q[2 * i]! * k[2 * j]! + q[2 * i + 1]! * k[2 * j + 1]!) / Math.SQRT2),
    );
    const all = weights.reduce((a, b) => a + b);
    for (const c of [0, 1]) {
      const want = weights.reduce((sum, w, j) => sum + w * v[2 * j + c]!, 0) / all;
      ok(Math.abs(got[2 * i + c]! - want) < 1e-12);
    }
  }
});

Deno.test("frameMask() shows a token its own frame alone", () => {
  const seen = Array.from(frameMask(2, 2), (v) => v === 0 ? 1 : 0).join("");
  equal(seen, "1100110000110011");
});

Deno.test("orders() gives every order once, and reordered() puts frames there", () => {
  equal(new Set(orders(4).map((order) => order.join(""))).size, 24);
  equal(reordered(Float32Array.of(1, 2, 3, 4, 5, 6), [2, 0, 1]).join(" "), "5 6 1 2 3 4");
  equal(inFrames(Float32Array.of(1, 2, 3, 4), 2)[1]!.join(" "), "3 4");
  equal(farthest([1, 5], [2, 2]), 3);
});

Deno.test("a token of an image depends on its own patch alone", async () => {
  await using gpu = await openGpu();
  const { scene, poses } = room(1, 2);
  const views = await look(gpu, scene, poses);
  const before = imageTokens(views);
  views[1]!.rgb[3 * (32 * 9 + 17)]! += 1; // row 9, column 17: patch 1 down, 2 across
  const after = imageTokens(views);
  const moved = new Set<number>();
  after.forEach((v, i) => v !== before[i] && moved.add(Math.floor(i / C)));
  equal([...moved].join(" "), String(16 + 4 + 2));
});

Deno.test("the first frame's tokens are its own, those of the others the same", async () => {
  await using gpu = await openGpu();
  const images = normal(key(3), 3 * 4 * C);
  const rules = { layers: alternating(1), seed: 1 };
  using marking = new Aggregator(gpu, rules);
  const [start, , end] = await tokensOf(marking, images, 3);
  const extra = (frames: readonly Float32Array[], i: number) => frames[i]!.subarray(0, 5 * C);
  ok(farthest(extra(start!, 0), extra(start!, 1)) > 0.1);
  equal(farthest(extra(start!, 1), extra(start!, 2)), 0);
  ok(farthest(extra(end!, 1), extra(end!, 2)) > 0.01);
  using other = new Aggregator(gpu, { ...rules, marksFirst: false });
  const [unmarked] = await tokensOf(other, images, 3);
  equal(farthest(extra(unmarked!, 0), extra(unmarked!, 1)), 0);
});

Deno.test("movesOf() tells who moves when one frame is exchanged", async () => {
  const sums = (x: Float32Array<ArrayBuffer>) =>
    Promise.resolve([Float32Array.of(x[0]!), Float32Array.of(x[0]! + x[1]!)]);
  const moves = await movesOf(sums, [Float32Array.of(1, 2), Float32Array.of(5, 9)], 2);
  equal(JSON.stringify(moves), "[[4,0],[4,7]]");
});
