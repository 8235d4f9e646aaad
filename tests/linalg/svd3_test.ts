import { deepStrictEqual as deepEqual, rejects, strictEqual as equal } from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import { svd3 } from "@rederive/lib/linalg";
import * as reference from "@rederive/lib/reference";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";
import { joined, orthogonal } from "./hard_matrices.ts";

const SIDES = { n: 3, k: 3, m: 3 };
const IDENTITY = [1, 0, 0, 0, 1, 0, 0, 0, 1];

/** Of the largest singular value: at most 30 rotations, each rounds a column by 6 units of 2^-24, and U. */
const RELATIVE = 190 * 2 ** -24;

function transpose(a: ArrayLike<number>): number[] {
  return reference.transpose(a, { rows: 3, columns: 3 });
}

function determinant(a: ArrayLike<number>): number {
  return reference.solve(a, [], { n: 3, m: 0 }).determinant;
}

/** U diag(s) V^T. */
function withValues(s: readonly number[], seed: number): number[] {
  const [u, v] = [orthogonal(3, seed), orthogonal(3, seed + 50)];
  return reference.matmul(u.map((part, i) => part * s[i % 3]!), transpose(v), SIDES);
}

const wave = (seed: number) => Array.from({ length: 9 }, (_, i) => Math.sin(seed + i * i));

const matrices: Readonly<Record<string, number[]>> = {
  zero: IDENTITY.map(() => 0),
  identity: IDENTITY,
  "minus identity": IDENTITY.map((each) => -each),
  "a cycle": [0, 1, 0, 0, 0, 1, 1, 0, 0],
  "a mirror": [0, 1, 0, 1, 0, 0, 0, 0, 1],
  "a turn": orthogonal(3, 4),
  "rank one": withValues([5, 0, 0], 1),
  "rank one, exact": [1, 2, 3, 2, 4, 6, 3, 6, 9],
  "rank two": withValues([3, 2, 0], 2),
  "rank two, exact": [1, 2, 3, 4, 5, 6, 7, 8, 9],
  "two equal": withValues([2, 2, 1], 3),
  "the other two equal": withValues([2, 1, 1], 4),
  "nearly equal": withValues([1 + 1e-6, 1, 1 - 1e-6], 5),
  tiny: wave(1).map((each) => 1e-20 * each),
  "below normal": wave(2).map((each) => 1e-40 * each),
  huge: wave(3).map((each) => 1e20 * each),
  "as large as it gets": IDENTITY.map(() => 3.4e38 / 3),
  graded: withValues([1, 1e-4, 1e-8], 6),
  "graded by columns": wave(4).map((each, i) => each * 10 ** (-6 * (i % 3))),
  "graded by rows": wave(5).map((each, i) => each * 10 ** (-6 * Math.floor(i / 3))),
  nilpotent: [0, 1, 0, 0, 0, 1, 0, 0, 0],
  "one element": [0, 0, 0, 0, 0, -7, 0, 0, 0],
  "one row": [0, 0, 0, 1, -2, 2, 0, 0, 0],
  "one column": [0, 3, 0, 0, 0, 0, 0, -4, 0],
  Hilbert: [1, 1 / 2, 1 / 3, 1 / 2, 1 / 3, 1 / 4, 1 / 3, 1 / 4, 1 / 5],
  "hardly a turn": [1, 1e-7, 0, -1e-7, 1, 1e-7, 0, -1e-7, 1],
  "a turn with a speck": orthogonal(3, 7).map((each, i) => each + (i === 4 ? 1e-6 : 0)),
};

/** Everything the documentation says of one decomposition, for a with elements of f32. */
function checkSvd(a: Float32Array, u: Float32Array, s: Float32Array, v: Float32Array): void {
  // Below the smallest normal number f32 has no relative accuracy to keep.
  const abs = RELATIVE * s[0]! + 4 * 2 ** -126;
  assertClose(s, reference.singularValues3(a), { abs, rel: 0 });
  equal(s[0]! >= s[1]! && s[1]! >= s[2]! && s[2]! >= 0, true);
  const scaled = Array.from(u, (part, i) => part * s[i % 3]!);
  assertClose(reference.matmul(scaled, transpose(v), SIDES), a, { abs, rel: 0 });
  for (const q of [u, v]) {
    assertClose(reference.matmul(transpose(q), q, SIDES), IDENTITY, { abs: RELATIVE, rel: 0 });
  }
  equal(determinant(v) > 0, true);
  // Where rounding cannot have turned the sign round.
  const sure = Math.abs(determinant(a)) > 10 * RELATIVE * s[0]! * s[0]! * s[1]!;
  if (sure) equal(Math.sign(determinant(u)), Math.sign(determinant(a)));
}

gpuTest("svd3() takes hard matrices apart", async (gpu) => {
  const names = Object.keys(matrices);
  const all = joined(Object.values(matrices));
  using a = gpu.array(all);
  using found = await svd3(gpu, a, { batch: names.length });
  const [u, s, v] = await gpu.readMany([found.u, found.s, found.v]);
  for (const [t, name] of names.entries()) {
    const part = (x: Float32Array, size: number) => x.subarray(t * size, (t + 1) * size);
    try {
      checkSvd(part(all, 9), part(u, 9), part(s, 3), part(v, 9));
    } catch (error) {
      throw new Error(`${name}: ${(error as Error).message}`);
    }
  }
}, { families: BOTH });

for (
  const [name, at] of Object.entries({
    flat: (i: number) => Math.sin(i * i + 1),
    spiky: (i: number) => 1e4 * Math.sin(i * i) ** 9,
  })
) {
  for (const batch of [1, 63, 1000]) {
    gpuTest(`svd3() takes ${batch} matrices apart, ${name}`, async (gpu) => {
      const all = Float32Array.from({ length: 9 * batch }, (_, i) => at(i));
      using a = gpu.array(all);
      using found = await svd3(gpu, a, { batch });
      const [u, s, v] = await gpu.readMany([found.u, found.s, found.v]);
      for (let t = 0; t < batch; t++) {
        const part = (x: Float32Array, size: number) => x.subarray(t * size, (t + 1) * size);
        checkSvd(part(all, 9), part(u, 9), part(s, 3), part(v, 9));
      }
    }, { families: BOTH });
  }
}

gpuTest("svd3() gives the rotation of a polar decomposition back", async (gpu) => {
  // R S with S positive: R is the orthogonal matrix nearest to it.
  const turns = Array.from({ length: 40 }, (_, seed) => {
    const q = orthogonal(3, seed);
    return determinant(q) > 0 ? q : q.map((each) => -each);
  });
  const stretch = [3, 1, 0, 1, 2, 0.5, 0, 0.5, 1];
  using a = gpu.array(joined(turns.map((r) => reference.matmul(r, stretch, SIDES))));
  using found = await svd3(gpu, a, { batch: turns.length });
  const [u, v] = await gpu.readMany([found.u, found.v]);
  for (const [t, r] of turns.entries()) {
    const part = (x: Float32Array) => x.subarray(9 * t, 9 * t + 9);
    const nearest = reference.matmul(part(u), transpose(part(v)), SIDES);
    // An error E in a turns R by at most |E| / (s1 + s2); here s[0] is below 4 and s1 + s2 above 2.
    assertClose(nearest, r, { abs: 4 * RELATIVE, rel: 0 });
  }
}, { families: BOTH });

gpuTest("svd3() of what is no number is NaN, and of its neighbours not", async (gpu) => {
  const all = joined([IDENTITY, IDENTITY.with(8, NaN), IDENTITY.with(0, -Infinity), IDENTITY]);
  using a = gpu.array(all);
  using found = await svd3(gpu, a, { batch: 4 });
  const s = await gpu.read(found.s);
  deepEqual([...s], [1, 1, 1, NaN, NaN, NaN, NaN, NaN, NaN, 1, 1, 1]);
}, { families: BOTH });

gpuTest("svd3() refuses what does not fit, and takes nothing", async (gpu) => {
  using a = gpu.zeros("f32", 12);
  await rejects(
    svd3(gpu, a, { batch: 2 }),
    /RangeError: Cannot take singular values: a has 12 elements, wanted \(batch, n, n\) = \(2, 3, 3\)/,
  );
  using none = gpu.empty("f32", 0);
  using found = await svd3(gpu, none, { batch: 0 });
  equal(found.u.length + found.s.length + found.v.length, 0);
});
