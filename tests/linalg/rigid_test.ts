import { deepStrictEqual as deepEqual, rejects, strictEqual as equal } from "node:assert/strict";
import { assertClose, gamma } from "@rederive/lib/check";
import {
  adjointsOfPoses,
  batchedMatmul,
  hatsOfVectors,
  randomRotations,
  rotationsFromQuaternions,
} from "@rederive/lib/linalg";
import { key } from "@rederive/lib/random";
import * as reference from "@rederive/lib/reference";
import { gpuTest } from "../gpu/with_gpu.ts";

const sizes = [0, 1, 63, 64, 65, 1009];
const inputs = {
  flat: (i: number) => Math.sin(i + 1),
  spiky: (i: number) => i % 7 === 0 ? 1e4 * Math.cos(i) : 1e-3 * Math.sin(i * i + 1),
};

function fill(length: number, at: (i: number) => number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length }, (_, i) => at(i));
}

/** Rows of `width` numbers each. */
function rows(x: Float32Array, width: number): number[][] {
  return Array.from(
    { length: x.length / width },
    (_, t) => [...x.subarray(t * width, (t + 1) * width)],
  );
}

for (const [name, at] of Object.entries(inputs)) {
  for (const count of sizes) {
    gpuTest(
      `rotationsFromQuaternions() matches Hamilton's product at ${count}, ${name}`,
      async (gpu) => {
        const q = fill(count * 4, at);
        using quaternions = gpu.array(q);
        using r = await rotationsFromQuaternions(gpu, quaternions);
        // entries are at most 1 and sums of products of two unit components: |q|^2 rounds 7 times,
        // the division costs 2.5 ulp, each of at most three terms 2 more roundings
        const want = rows(q, 4).flatMap(reference.rotationOf);
        assertClose(await gpu.read(r), want, { abs: 2 * gamma(7 + 5 + 4), rel: 0 });
      },
    );

    gpuTest(`hatsOfVectors() is the cross product at ${count}, ${name}`, async (gpu) => {
      const v = fill(count * 3, at);
      using vectors = gpu.array(v);
      using hats = await hatsOfVectors(gpu, vectors);
      assertClose(await gpu.read(hats), rows(v, 3).flatMap(reference.hatOf), { abs: 0, rel: 0 });
    });

    for (const order of ["vw", "wv"] as const) {
      gpuTest(
        `adjointsOfPoses() matches the moved twists at ${count}, ${name}, ${order}`,
        async (gpu) => {
          const t = fill(count * 3, at);
          using translations = gpu.array(t);
          using rotations = await randomRotations(gpu, key(3), count);
          using adjoints = await adjointsOfPoses(gpu, rotations, translations, { order });
          const [r, got] = await gpu.readMany([rotations, adjoints]);
          const want = rows(r, 9).flatMap((each, i) =>
            reference.adjointOf(each, t.subarray(3 * i, 3 * i + 3), { order })
          );
          // a cross product: two products and a difference of numbers up to |t|
          const abs = rows(t, 3).flatMap((v) => {
            const length = Math.hypot(...v);
            return new Array<number>(36).fill(2 * gamma(2) * length);
          });
          assertClose(got, want, { abs, rel: 0 });
        },
      );
    }
  }
}

gpuTest("randomRotations() are orthogonal, of determinant 1, and all over", async (gpu) => {
  const count = 10_000;
  using r = await randomRotations(gpu, key(7), count);
  using products = await batchedMatmul(gpu, r, r, {
    batch: count,
    n: 3,
    k: 3,
    m: 3,
    transposeB: true,
  });
  const [rotations, identities] = await gpu.readMany([r, products]);
  const want = Array.from({ length: count * 9 }, (_, i) => Number(i % 9 % 4 === 0));
  // two factors off by the bound above, and the product's own roundings
  assertClose(identities, want, { abs: 4 * 3 * gamma(16) + gamma(4) * 3, rel: 0 });
  let trace = 0;
  for (const [a, b, c, d, e, f, g, h, i] of rows(rotations, 9) as number[][] & number[][]) {
    const determinant = a! * (e! * i! - f! * h!) - b! * (d! * i! - f! * g!) +
      c! * (d! * h! - e! * g!);
    assertClose([determinant], [1], { abs: 1e-5, rel: 0 });
    trace += a! + e! + i!;
  }
  // uniform rotations have mean trace 0 and variance 1 (the character of the vector representation)
  assertClose([trace / count], [0], { abs: 5 / Math.sqrt(count), rel: 0 });
});

gpuTest("rigid kernels refuse arrays that are no poses", async (gpu) => {
  using x = gpu.zeros("f32", 7);
  using y = gpu.zeros("f32", 3);
  await rejects(rotationsFromQuaternions(gpu, x), /7 numbers, wanted quaternions of four/);
  await rejects(hatsOfVectors(gpu, x), /7 numbers, wanted 3 a vector/);
  await rejects(adjointsOfPoses(gpu, x, y), /7 numbers of rotations and 3 of translations/);
  equal(x.disposed, false);
  deepEqual(y.length, 3);
});
