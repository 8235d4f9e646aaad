import {
  deepStrictEqual as deepEqual,
  rejects,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import { broadcastShapes, gather, type GatherPlan } from "@rederive/lib/gather";
import * as reference from "@rederive/lib/reference";
import { stream } from "@rederive/lib/random";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";

const source = (n: number) => Int32Array.from({ length: n }, (_, i) => i * 7 - 3);

/** A plan over a source of `size` elements: strides of both signs, a block anywhere or none. */
function randomPlan(seed: number, size: number): Required<GatherPlan> {
  const draw = stream(seed);
  const rank = draw.integer(6);
  const shape = Array.from({ length: rank }, () => 1 + draw.integer(4));
  const start = draw.integer(rank + 1);
  const blockShape = shape.slice(start, start + draw.integer(rank - start + 1));
  const points = blockShape.reduce((a, b) => a * b, 1);
  const inBlock = (axis: number) => axis >= start && axis < start + blockShape.length;
  const strides = shape.map((_, axis) => inBlock(axis) ? 0 : draw.integer(9) - 4);
  return {
    shape,
    strides,
    offset: size >> 1,
    block: {
      start,
      shape: blockShape,
      offsets: Array.from({ length: points }, () => draw.integer(40) - 20),
    },
  };
}

gpuTest("gather() matches the reference for 60 random plans of up to 5 axes", async (gpu) => {
  const x = source(301);
  using onGpu = gpu.array(x);
  const plans = Array.from({ length: 60 }, (_, seed) => randomPlan(seed, x.length));
  const results = [];
  for (const plan of plans) results.push(await gather(gpu, onGpu, plan));
  const got = await gpu.readMany(results);
  plans.forEach((plan, i) =>
    deepEqual([...got[i]!], reference.gather(x, plan), JSON.stringify(plan))
  );
  results.forEach((result) => result[Symbol.dispose]());
}, { families: BOTH });

gpuTest("gather() moves rows of fours as vectors, and says the same", async (gpu) => {
  const x = source(3000);
  using onGpu = gpu.array(x);
  const plans: GatherPlan[] = [
    { shape: [2, 3, 5, 8], strides: [240, 8, 24, 1], offset: 0 }, // heads before time
    { shape: [3, 64], strides: [128, 1], offset: 4 },
    { shape: [2, 68], strides: [-132, 1], offset: 1000 },
    { shape: [5, 260], strides: [4, 1], offset: 8 }, // rows that overlap
    { shape: [3, 4], strides: [0, 1], offset: 12 },
    // not in fours: a length, a stride, an offset, a step
    { shape: [3, 6], strides: [8, 1], offset: 0 },
    { shape: [3, 8], strides: [6, 1], offset: 0 },
    { shape: [3, 8], strides: [8, 1], offset: 2 },
    { shape: [3, 8], strides: [8, 4], offset: 0 },
  ];
  for (const plan of plans) {
    using y = await gather(gpu, onGpu, plan);
    const block = { start: 0, shape: [], offsets: [0] };
    deepEqual(
      [...await gpu.read(y)],
      reference.gather(x, { ...plan, block }),
      JSON.stringify(plan),
    );
  }
}, { families: BOTH });

gpuTest("gather() keeps axes apart that only look like one", async (gpu) => {
  const x = source(64);
  using onGpu = gpu.array(x);
  // the first two axes are one walk through x but two through the block, and the other way round
  const half = { start: 1, shape: [3], offsets: [0, 20, 7] };
  for (const strides of [[3, 1, 0], [0, 0, 1], [6, 2, 1]]) {
    const plan = { shape: [4, 3, 2], strides, offset: 1, block: half };
    using y = await gather(gpu, onGpu, plan);
    deepEqual([...await gpu.read(y)], reference.gather(x, plan));
  }
}, { families: BOTH });

gpuTest("gather() takes 100 003 indices with repeats, far apart and near", async (gpu) => {
  const x = source(5000);
  using onGpu = gpu.array(x);
  const inputs = { flat: (i: number) => i % 5000, spiky: (i: number) => (i * i * 31) % 5000 };
  for (const at of Object.values(inputs)) {
    const offsets = Array.from({ length: 100_003 }, (_, i) => at(i));
    const block = { start: 0, shape: [offsets.length], offsets };
    using y = await gather(gpu, onGpu, { shape: [offsets.length], strides: [0], offset: 0, block });
    deepEqual(await gpu.read(y), Int32Array.from(offsets, (position) => x[position]!));
  }
}, { families: BOTH });

for (const n of [1, 63, 64, 65, 1000, 1009]) {
  gpuTest(`gather() reverses ${n} elements, the last one included`, async (gpu) => {
    using x = gpu.array(source(n));
    using y = await gather(gpu, x, { shape: [n], strides: [-1], offset: n - 1 });
    deepEqual(await gpu.read(y), source(n).reverse());
  }, { families: BOTH });
}

gpuTest("gather() takes 8 axes, floats and empty results", async (gpu) => {
  using x = gpu.array(Float32Array.of(-0, 1e-45, 3.4e38, NaN));
  const shape = [1, 2, 1, 1, 2, 1, 1, 1];
  const strides = [9, 2, 9, 9, 1, 9, 9, 9];
  using y = await gather(gpu, x, { shape, strides, offset: 0 });
  const bits = (numbers: Float32Array<ArrayBuffer>) => new Uint32Array(numbers.buffer);
  deepEqual(bits(await gpu.read(y)), bits(Float32Array.of(-0, 1e-45, 3.4e38, NaN)));
  using none = await gather(gpu, x, { shape: [3, 0], strides: [1, 1], offset: 99 });
  equal((await gpu.read(none)).length, 0);
});

gpuTest("gather() refuses positions outside the source", async (gpu) => {
  using x = gpu.array(source(10));
  await rejects(gather(gpu, x, { shape: [11], strides: [1], offset: 0 }), {
    message: "Cannot gather: positions run from 0 to 10, the source has 10 elements",
  });
  await rejects(
    gather(gpu, x, { shape: [2], strides: [-1], offset: 0 }),
    /positions run from -1 to 0/,
  );
  const block = { start: 0, shape: [2], offsets: [0, 10] };
  await rejects(gather(gpu, x, { shape: [2], strides: [0], offset: 0, block }), /from 0 to 10/);
});

gpuTest("gather() refuses too many axes and offsets that do not fit the block", async (gpu) => {
  using x = gpu.array(source(10));
  const nine = Array<number>(9).fill(1);
  await rejects(gather(gpu, x, { shape: nine, strides: nine, offset: 0 }), /at most 8/);
  const block = { start: 0, shape: [2], offsets: [0] };
  await rejects(
    gather(gpu, x, { shape: [2], strides: [0], offset: 0, block }),
    /one offset a point/,
  );
  const long = { start: 0, shape: [2], offsets: [0, 1] };
  await rejects(
    gather(gpu, x, { shape: [3], strides: [0], offset: 0, block: long }),
    /the block is \(2\) where the result is \(3\)/,
  );
});

Deno.test("broadcastShapes() follows NumPy's rule", () => {
  deepEqual(broadcastShapes(), []);
  deepEqual(broadcastShapes([3, 1], [4]), [3, 4]);
  deepEqual(broadcastShapes([2], [3, 2], [1, 1]), [3, 2]);
  deepEqual(broadcastShapes([0], [1]), [0]);
});

Deno.test("broadcastShapes() names the axis that does not fit", () => {
  throws(() => broadcastShapes([5], [4]), {
    message: "Cannot broadcast shapes (5) and (4): axis 0 has sizes 5 and 4",
  });
});
