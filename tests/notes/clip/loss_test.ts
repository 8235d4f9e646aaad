import { grad, read, tensor } from "@rederive/lib/tensor";
import { stream } from "@rederive/lib/random";
import { assertClose } from "@rederive/lib/check";
import assert, { strictEqual as equal } from "node:assert/strict";
import {
  closedSlopes,
  formulaWithSlopes,
  listingLoss,
  type Sides,
  slopesByLogits,
} from "../../../notebooks/multimodal/clip/compare_losses.ts";
import { lossOf } from "../../../notebooks/multimodal/clip/evaluate.ts";
import { symmetricLoss } from "../../../notebooks/multimodal/clip/loss.ts";
import { cosine, formulaLoss, lossFloor } from "../../../notebooks/multimodal/clip/loss64.ts";
import { WIDTH } from "../../../notebooks/multimodal/clip/networks.ts";
import { gpuTest } from "../../gpu/with_gpu.ts";

/** The corners of a regular simplex: N vectors, each as far from all others as can be. */
function simplex(n: number): number[][] {
  return Array.from(
    { length: n },
    (_, i) => Array.from({ length: n }, (_, k) => (i === k ? 1 : 0) - 1 / n),
  );
}

function draw(n: number, width: number, seed: number): number[][] {
  const random = stream(seed);
  return Array.from({ length: n }, () => Array.from({ length: width }, () => random.normal()));
}

Deno.test("cosine() does not see lengths, and sees angles", () => {
  assertClose([cosine([3, 4], [6, 8])], [1], { abs: 1e-15, rel: 0 });
  assertClose([cosine([1, 0], [1, 1])], [Math.SQRT1_2], { abs: 1e-15, rel: 0 });
  equal(cosine([1, 2], [-2, 1]), 0);
});

Deno.test("formulaLoss() of two pairs is what pencil and paper give", () => {
  // texts along x and y; pictures along x and at 45 degrees
  const t = 0.5;
  const e = (c: number) => Math.exp(c / t);
  const h = Math.SQRT1_2;
  const want = -(Math.log(e(1) / (e(1) + e(h))) + Math.log(e(1) / (e(1) + e(0))) +
    Math.log(e(h) / (e(0) + e(h))) + Math.log(e(h) / (e(h) + e(h)))) / 2;
  // the third: text y with picture 45; the fourth: that picture with texts x and y
  assertClose([formulaLoss([[1, 0], [0, 1]], [[2, 0], [5, 5]], t)], [want], { abs: 1e-14, rel: 0 });
});

Deno.test("the floor is what a simplex reaches", () => {
  for (const [n, scale] of [[2, 1], [5, 0.932], [16, 14.3], [64, 0.932]] as const) {
    const corners = simplex(n);
    const reached = formulaLoss(corners, corners, 1 / scale) / 2;
    assertClose([reached], [lossFloor(n, scale)], { abs: 1e-12, rel: 1e-9 });
  }
});

Deno.test("nothing is below the floor", () => {
  for (let seed = 0; seed < 60; seed++) {
    const n = 2 + seed % 7;
    const texts = draw(n, 3 + seed % 5, seed);
    // pictures near their texts, or anywhere
    const noise = draw(n, texts[0]!.length, 1000 + seed);
    const near = texts.map((row, i) => row.map((v, k) => v + (seed % 4) * noise[i]![k]!));
    for (const scale of [0.3, 0.932, 5, 14.3]) {
      const loss = formulaLoss(texts, near, 1 / scale) / 2;
      assert(loss >= lossFloor(n, scale) - 1e-12, `seed ${seed}: ${loss}`);
    }
  }
});

Deno.test("at a scale of 0 all is chance", () => {
  assertClose([lossFloor(64, 0)], [Math.log(64)], { abs: 1e-12, rel: 0 });
});

gpuTest("symmetricLoss() and lossOf() are half the formula", async (gpu) => {
  const [texts, pictures] = [draw(9, 5, 1), draw(9, 5, 2)];
  const table = texts.map((text) =>
    Float64Array.from(pictures, (picture) => cosine(text, picture))
  );
  const want = formulaLoss(texts, pictures, 0.07) / 2;
  assertClose([lossOf(table, 1 / 0.07)], [want], { abs: 1e-12, rel: 0 });
  const logits = Float32Array.from(table.flatMap((row) => [...row]), (v) => v / 0.07);
  using x = tensor(gpu, logits, { shape: [9, 9] });
  using labels = tensor(gpu, Int32Array.from({ length: 9 }, (_, i) => i));
  const loss = symmetricLoss(x, labels);
  // logits of up to 14.3 are rounded to f32 before: 14.3 times 2^-24, and some roundings more
  assertClose(await read(loss), [want], { abs: 1e-5, rel: 0 });
  // rows and columns of the slope add up to 0: what one answer gains the others lose
  const [slope] = grad(loss, [x]);
  const values = await read(slope!);
  equal(values.length, 81);
  const sums = [values.reduce((a, b) => a + b, 0)];
  assertClose(sums, [0], { abs: 1e-6, rel: 0 });
});

const sides: Sides = [draw(4, WIDTH, 5), draw(4, WIDTH, 6)].map((rows) =>
  Float32Array.from(rows.flat())
) as [Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>];

gpuTest(
  "the listing's loss and slopes are half the formula's, and one direction's are not",
  async (gpu) => {
    const half = formulaWithSlopes(sides, 0.5).map((v) => v / 2);
    equal(half.length, 1 + 2 * 4 * WIDTH);
    const got = await listingLoss(gpu, sides, { factor: 2 });
    // logits of 2, rounded a dozen times
    assertClose(got, half, { abs: 1e-5, rel: 0 });
    const oneWay = await listingLoss(gpu, sides, { factor: 2, asked: "texts twice" });
    assert(oneWay.some((v, i) => Math.abs(v - half[i]!) > 1e-3));
  },
);

gpuTest("slopes by the logits are shares minus pairs", async (gpu) => {
  const logits = draw(5, 5, 9);
  const labels = Int32Array.of(0, 1, 2, 3, 4);
  const got = await slopesByLogits(gpu, logits, labels);
  assertClose(got, closedSlopes(logits), { abs: 1e-6, rel: 0 });
  // of two equal logits each has half
  assertClose(closedSlopes([[0, 0], [0, 0]]), [-0.25, 0.25, 0.25, -0.25], { abs: 1e-15, rel: 0 });
  const shifted = await slopesByLogits(gpu, logits, Int32Array.of(1, 2, 3, 4, 0));
  assert(shifted.some((v, i) => Math.abs(v - got[i]!) > 0.1));
});
