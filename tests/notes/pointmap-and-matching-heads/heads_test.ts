import assert from "node:assert/strict";
import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import { key, normal, stream } from "@rederive/lib/random";
import { openScope, read, readMany, tensor } from "@rederive/lib/tensor";
import {
  describe,
  infoNce,
  makeMatchingHead,
  TEMPERATURE,
  toLengthOne,
  WIDTH,
} from "../../../notebooks/3d-reconstruction/pointmap-and-matching-heads/matching_head.ts";
import { CHANNELS } from "../../../notebooks/3d-reconstruction/pointmap-and-matching-heads/features.ts";
import {
  ALPHA,
  confidentLoss,
  readPoints,
} from "../../../notebooks/3d-reconstruction/pointmap-and-matching-heads/point_head.ts";
import {
  applyHead,
  makeHead,
  rowsAt,
  trainHead,
} from "../../../notebooks/3d-reconstruction/pointmap-and-matching-heads/train_head.ts";
import { gpuTest } from "../../gpu/with_gpu.ts";

gpuTest("descriptors have length 1 and keep their directions", async (gpu) => {
  using _ = openScope(gpu);
  const x = tensor(gpu, Float32Array.of(3, 4, 0, -2), { shape: [2, 2] });
  assertClose(await read(toLengthOne(x)), [0.6, 0.8, 0, -1], { abs: 1e-6, rel: 0 });
});

gpuTest("the matching head is two layers with GELU between them, as in f64", async (gpu) => {
  using head = makeMatchingHead(gpu, { seed: 3 });
  const [w1, b1, w2, b2] = await readMany(head.parameters());
  const rows = normal(key(5), 2 * CHANNELS);
  const layer = (x: number[], w: ArrayLike<number>, b: ArrayLike<number>) =>
    Array.from(b, (bias, o) => x.reduce((sum, v, i) => sum + v * w[o * x.length + i]!, bias));
  // x Phi(x), by Simpson's rule from 0
  const gelu = (x: number) => {
    const steps = 200;
    const h = x / steps;
    const density = (t: number) => Math.exp(-t * t / 2) / Math.sqrt(2 * Math.PI);
    let area = 0;
    for (let n = 0; n < steps; n++) {
      area += h / 6 * (density(n * h) + 4 * density((n + 0.5) * h) + density((n + 1) * h));
    }
    return x * (0.5 + area);
  };
  const want = [0, 1].flatMap((n) => {
    const own = [...rows.subarray(n * CHANNELS, (n + 1) * CHANNELS)];
    const y = layer(layer(own, w1!, b1!).map(gelu), w2!, b2!);
    const length = Math.hypot(...y);
    return y.map((v) => v / length);
  });
  const got = await applyHead(gpu, describe(head), { rows, width: CHANNELS });
  equal(got.length, 2 * WIDTH);
  assertClose(got, want, { abs: 1e-5, rel: 0 });
});

gpuTest("infoNce() is the mean of both cross-entropies", async (gpu) => {
  using _ = openScope(gpu);
  const a = [[1, 0], [0.6, 0.8]];
  const b = [[0.8, 0.6], [0, 1]];
  const s = a.map((x) => b.map((y) => Math.exp((x[0]! * y[0]! + x[1]! * y[1]!) / TEMPERATURE)));
  const terms = [0, 1].map((n) =>
    Math.log(s[n]![n]! / (s[n]![0]! + s[n]![1]!)) + Math.log(s[n]![n]! / (s[0]![n]! + s[1]![n]!))
  );
  const of = (rows: number[][]) => tensor(gpu, Float32Array.from(rows.flat()), { shape: [2, 2] });
  assertClose(await read(infoNce(of(a), of(b))), [-(terms[0]! + terms[1]!) / 2], {
    abs: 1e-4,
    rel: 1e-5,
  });
});

gpuTest("confidentLoss() is the mean of C l - alpha log C", async (gpu) => {
  using _ = openScope(gpu);
  const outputs = tensor(gpu, Float32Array.of(0, 3, 4, 0, 1, 1, 1, 2), { shape: [2, 4] });
  const truth = tensor(gpu, Float32Array.of(0, 0, 0, 1, 1, 0.5), { shape: [2, 3] });
  const c = 1 + Math.exp(2);
  const want = (2 * 5 - ALPHA * Math.log(2) + c * 0.5 - ALPHA * Math.log(c)) / 2;
  assertClose(await read(confidentLoss(outputs, truth)), [want], { abs: 1e-4, rel: 1e-5 });
  const { points, confidence } = readPoints(outputs);
  deepEqual([...await read(points)], [0, 3, 4, 1, 1, 1]);
  assertClose(await read(confidence), [2, c], { abs: 1e-5, rel: 1e-5 });
});

gpuTest("trainHead() learns what can be learned", async (gpu) => {
  const random = stream(8);
  using head = makeHead(gpu, { inputs: 2, outputs: 4, random });
  const truth = (x: number, y: number) => [x + y, x - y, 0.5];
  await trainHead(gpu, head, {
    rows: 32,
    steps: 150,
    next: () => {
      const first = Float32Array.from({ length: 64 }, () => random.normal());
      const second = Float32Array.from({ length: 96 }, (_, n) => {
        const at = 2 * Math.floor(n / 3);
        return truth(first[at]!, first[at + 1]!)[n % 3]!;
      });
      return { first, second };
    },
    loss: (x, y) => confidentLoss(head.forward(x), y),
  });
  const rows = Float32Array.of(0.5, -0.3);
  const got = await applyHead(gpu, (x) => readPoints(head.forward(x)).points, { rows, width: 2 });
  const miss = Math.hypot(...truth(0.5, -0.3).map((x, k) => x - got[k]!));
  assert(miss < 0.15, `${miss}`);
});

Deno.test("rowsAt() takes rows in the order asked for", () => {
  deepEqual([...rowsAt(Float32Array.of(1, 2, 3, 4, 5, 6), [2, 0], 2)], [5, 6, 1, 2]);
});
