import assert from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import { expRotation, type Mat3, multiply, nearestRotation } from "@rederive/lib/geometry";
import { stream } from "@rederive/lib/random";
import { grad, mul, openScope, read, readMany, reshape, sum, tensor } from "@rederive/lib/tensor";
import {
  angleOf,
  directionAngles,
  rotationAngles,
} from "../../../notebooks/3d-reconstruction/relative-pose-network/angles.ts";
import { Rotations } from "../../../notebooks/3d-reconstruction/relative-pose-network/rotations.ts";
import { gpuTest } from "../../gpu/with_gpu.ts";

const BATCH = 37;
const numbersOf = (seed: number, count: number) => {
  const random = stream(seed);
  return Float32Array.from({ length: count }, () => random.normal());
};
const nine = (all: Float32Array, i: number) =>
  [...all.subarray(9 * i, 9 * i + 9)] as unknown as Mat3;

gpuTest(
  "nine numbers become the nearest rotation, of f64's SVD, whatever the determinant",
  async (gpu) => {
    using _scope = openScope(gpu);
    using rotations = new Rotations(gpu);
    const m = numbersOf(1, 9 * BATCH);
    const got = await read(rotations.nearest(tensor(gpu, m, { shape: [BATCH, 9] })));
    const want = Array.from({ length: BATCH }, (_, i) => nearestRotation(nine(m, i))).flat();
    // 1e-6 of svd3, over s2 +- s3, which is above 0.05 here
    assertClose(got, want, { abs: 2e-5, rel: 0 });
  },
);

gpuTest("its gradient is that of central differences of f64's nearest rotation", async (gpu) => {
  using _scope = openScope(gpu);
  using rotations = new Rotations(gpu);
  const m = numbersOf(2, 9 * BATCH);
  const weights = numbersOf(3, 9 * BATCH);
  const x = tensor(gpu, m, { shape: [BATCH, 9] });
  const y = rotations.nearest(x);
  const weighed = sum(mul(y, tensor(gpu, weights, { shape: [BATCH, 3, 3] })));
  const [slopes] = await readMany(grad(weighed, [x])) as [Float32Array];
  for (let i = 0; i < BATCH; i++) {
    const start = nine(m, i);
    const value = (moved: Mat3) =>
      nearestRotation(moved).reduce((sum, v, k) => sum + v * weights[9 * i + k]!, 0);
    for (let k = 0; k < 9; k++) {
      const at = (h: number) => value(start.map((v, j) => j === k ? v + h : v) as unknown as Mat3);
      const want = (at(1e-5) - at(-1e-5)) / 2e-5;
      const got = slopes[9 * i + k]!;
      assert(
        Math.abs(got - want) < 1e-4 * (1 + Math.abs(want)) ** 2,
        `${i}, ${k}: ${got}, ${want}`,
      );
    }
  }
});

gpuTest("angles of cosines are arccosines, with a finite slope at 1", async (gpu) => {
  using _scope = openScope(gpu);
  const cosines = Float32Array.from({ length: 401 }, (_, i) => -1 + i / 200);
  const x = tensor(gpu, cosines);
  const angles = angleOf(x);
  const [got, slopes] = await readMany([angles, grad(sum(angles), [x])[0]!]) as Float32Array[];
  const end = Math.acos(1 - 1e-6);
  for (const [i, cosine] of cosines.entries()) {
    const want = Math.min(Math.PI - end, Math.max(end, Math.acos(cosine)));
    // near the ends f32 knows the cosine to 6e-8, over the sine
    assert(Math.abs(got![i]! - want) < 4e-6 + 2e-7 / Math.sin(want), `${cosine}: ${got![i]}`);
    assert(Number.isFinite(slopes![i]!));
    if (Math.abs(cosine) > 0.99 || cosine === 0) continue;
    assert(Math.abs(slopes![i]! + 1 / Math.sin(want)) < 1e-3 / Math.sin(want) ** 2);
  }
});

gpuTest("losses are the angles that were put in", async (gpu) => {
  using _scope = openScope(gpu);
  const angles = [0.05, 0.7, 1.6, 3];
  const start = expRotation([0.3, -1, 0.4]);
  const moved = angles.map((angle) => multiply(start, expRotation([0, 0, angle])));
  const shape = [angles.length, 3, 3];
  const a = tensor(gpu, Float32Array.from(angles.flatMap(() => start)), { shape });
  const b = tensor(gpu, Float32Array.from(moved.flat()), { shape });
  const tilted = angles.flatMap((angle) => [3 * Math.cos(angle), 0, 3 * Math.sin(angle)]);
  const flat = [angles.length, 3];
  const t = tensor(gpu, Float32Array.from(tilted), { shape: flat });
  const ahead = tensor(gpu, Float32Array.from(angles.flatMap(() => [0.2, 0, 0])), { shape: flat });
  const both = [rotationAngles(b, a), directionAngles(t, ahead)];
  for (const got of await readMany(both)) {
    assertClose(got as Float32Array, angles, { abs: 1e-5, rel: 0 });
  }
  assert.equal(reshape(t, [-1]).size, 12);
});
