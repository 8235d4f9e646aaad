import { deepStrictEqual as deepEqual, rejects, strictEqual as equal } from "node:assert/strict";
import { assertClose, gamma } from "@rederive/lib/check";
import { GpuArray } from "@rederive/lib/gpu";
import {
  discountedSum,
  fold,
  MAX,
  MIN,
  type Monoid,
  PRODUCT,
  scan,
  type ScanOptions,
  SUM,
} from "@rederive/lib/scan";
import * as reference from "@rederive/lib/reference";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";

/** Rows and elements a row; the long ones are in several chunks, on either family. */
const shapes = [[1, 1], [1, 63], [1, 64], [1, 65], [1, 1009], [3, 1000], [7, 257], [131, 5], [
  1,
  20_011,
], [5, 6007]] as const;

/** Every way to walk. */
const ways = [false, true].flatMap((exclusive) =>
  [false, true].flatMap((reverse) =>
    [false, true].map((segmented) => ({ exclusive, reverse, segmented }))
  )
);

/** Maps s -> (x | 1) s + x of integers: exact, and no two of them commute. */
const MAPS: Monoid = {
  name: "maps",
  state: "vec2u",
  identity: "vec2u(1u, 0u)",
  combine: "vec2u(a.x * b.x, b.y + b.x * a.y)",
  lift: "vec2u(x | 1u, x)",
  lower: "s.x ^ s.y",
};
type Map = readonly [number, number];
const maps = {
  identity: [1, 0] as Map,
  combine: (a: Map, b: Map): Map => [
    Math.imul(a[0], b[0]) >>> 0,
    (b[1] + Math.imul(b[0], a[1])) >>> 0,
  ],
};

const words = (n: number) =>
  Uint32Array.from({ length: n }, (_, i) => Math.imul(i + 1, 2654435761));
/** Segments of many lengths: some of one element, some longer than a chunk. */
const headsOf = (n: number) =>
  Uint32Array.from(
    { length: n },
    (_, i) => i % 997 === 3 || (i * i) % 71 < Number(i < 900) ? 7 : 0,
  );

for (const { exclusive, reverse, segmented } of ways) {
  const how = [exclusive && "exclusive", reverse && "reverse", segmented && "segmented"]
    .filter(Boolean).join(", ") || "plain";
  gpuTest(`scan() keeps the order of maps that do not commute, ${how}`, async (gpu) => {
    for (const [rows, length] of shapes) {
      const n = rows * length;
      using x = gpu.array(words(n));
      using heads = gpu.array(headsOf(n));
      const options: ScanOptions = { monoid: MAPS, rows, exclusive, reverse };
      using y = await scan(gpu, x, segmented ? { ...options, heads } : options);
      const states = Array.from(words(n), (w): Map => [(w | 1) >>> 0, w]);
      const flags = segmented ? { heads: headsOf(n) } : {};
      const want = reference.scan(states, { ...maps, rows, exclusive, reverse, ...flags });
      deepEqual(
        await gpu.read(y),
        Uint32Array.from(want, ([a, b]) => a ^ b),
        `${rows} rows of ${length}`,
      );
    }
  }, { families: BOTH });
}

gpuTest("fold() keeps the order of maps that do not commute", async (gpu) => {
  for (const [rows, length] of shapes) {
    for (const reverse of [false, true]) {
      const n = rows * length;
      using x = gpu.array(words(n));
      using y = await fold(gpu, x, { monoid: MAPS, rows, reverse });
      const states = Array.from(words(n), (w): Map => [(w | 1) >>> 0, w]);
      const scanned = reference.scan(states, { ...maps, rows, reverse });
      const last = (row: number) => scanned[row * length + (reverse ? 0 : length - 1)]!;
      deepEqual(
        await gpu.read(y),
        Uint32Array.from({ length: rows }, (_, row) => last(row)[0] ^ last(row)[1]),
      );
    }
  }
}, { families: BOTH });

const inputs = {
  flat: (i: number) => Math.sin(i + 1),
  spiky: (i: number) => 1e4 * Math.sin(i * i) ** 9,
};

for (const [name, at] of Object.entries(inputs)) {
  gpuTest(`scan() sums f32 within gamma(n) of f64, ${name}`, async (gpu) => {
    for (const [rows, length] of shapes) {
      const n = rows * length;
      const x = Float32Array.from({ length: n }, (_, i) => at(i));
      using onGpu = gpu.array(x);
      using y = await scan(gpu, onGpu, { monoid: SUM, rows });
      const sums = { identity: 0, combine: (a: number, b: number) => a + b, rows };
      // at most one rounding an element before this one, in any order
      const sizes = reference.scan(Array.from(x, Math.abs), sums);
      const abs = sizes.map((size, i) => gamma(i % length + 1) * size);
      assertClose(await gpu.read(y), reference.scan([...x], sums), { abs, rel: 0 });
    }
  }, { families: BOTH });

  gpuTest(`discountedSum() is x[t] + discount y[t + 1], ${name}`, async (gpu) => {
    for (const discount of [0, 0.5, 0.99, 1]) {
      for (const [rows, length] of shapes) {
        const n = rows * length;
        const x = Float32Array.from({ length: n }, (_, i) => at(i));
        using onGpu = gpu.array(x);
        using heads = gpu.array(headsOf(n));
        using whole = await discountedSum(gpu, onGpu, { discount, rows });
        using parts = await discountedSum(gpu, onGpu, { discount, rows, heads });
        using ahead = await discountedSum(gpu, onGpu, { discount, rows, reverse: false });
        const decay = Math.fround(discount);
        const sums = { identity: 0, combine: (a: number, b: number) => b + decay * a, rows };
        const kinds = [{ reverse: true }, { reverse: true, heads: headsOf(n) }, {}];
        const got = await gpu.readMany([whole, parts, ahead]);
        for (const [k, kind] of kinds.entries()) {
          const sizes = reference.scan(Array.from(x, Math.abs), { ...sums, ...kind });
          // The share of an element at most `length` steps away is rounded once a step for its power
          // of the discount and once a step for the sums it is in; small powers may go to 0.
          const abs = sizes.map((size) => gamma(2 * length + 2) * size + 2 ** -126);
          const want = reference.scan([...x], { ...sums, ...kind });
          assertClose(got[k]!, want, { abs, rel: 0 });
        }
      }
    }
  }, { families: BOTH });
}

gpuTest("scan() knows sums of i32, products, peaks and lows", async (gpu) => {
  using integers = gpu.array(Int32Array.of(5, -7, 2, -1));
  using floats = gpu.array(Float32Array.of(0.5, -2, 4, 1));
  using sums = await scan(gpu, integers, { monoid: SUM });
  using products = await scan(gpu, floats, { monoid: PRODUCT });
  using peaks = await scan(gpu, floats, { monoid: MAX, exclusive: true });
  using lows = await scan(gpu, floats, { monoid: MIN, reverse: true });
  deepEqual((await gpu.readMany([sums, products, peaks, lows])).map((each) => [...each]), [
    [5, -2, 0, -1],
    [0.5, -1, -4, -4],
    [-(2 - 2 ** -23) * 2 ** 127, 0.5, 0.5, 4],
    [-2, -2, 1, 1],
  ]);
}, { families: BOTH });

/** Index of the first element that is not what it should be: a diff of a million would take minutes. */
function firstWrong(got: Uint32Array, want: (i: number) => number): number {
  return got.findIndex((v, i) => v !== want(i));
}

gpuTest("scan() counts a million, and every tile of long rows", async (gpu) => {
  using ones = gpu.array(new Uint32Array(1_000_003).fill(1));
  using counted = await scan(gpu, ones, { monoid: SUM });
  equal(firstWrong(await gpu.read(counted), (i) => i + 1), -1);
  const [rows, length] = [1030, 2100]; // rows enough to fill a GPU, so each is one chunk
  using x = gpu.array(new Uint32Array(rows * length).fill(1));
  using apart = await scan(gpu, x, { monoid: SUM, rows });
  equal(firstWrong(await gpu.read(apart), (i) => i % length + 1), -1);
}, { families: BOTH });

gpuTest("scan() has more rows than workgroups in one dimension", async (gpu) => {
  const rows = 1_100_000;
  using x = gpu.array(Uint32Array.from({ length: rows }, (_, i) => i));
  using same = await scan(gpu, x, { monoid: SUM, rows });
  equal(firstWrong(await gpu.read(same), (i) => i), -1);
}, { families: BOTH });

gpuTest("scan() of nothing is nothing; what does not fit is refused", async (gpu) => {
  using none = gpu.zeros("f32", 0);
  using y = await scan(gpu, none, { monoid: SUM });
  deepEqual(await gpu.read(y), new Float32Array(0));
  await rejects(fold(gpu, none, { monoid: SUM }), {
    message: 'Cannot fold with sum: "zeros" has no elements, wanted at least one',
  });
  using x = gpu.zeros("f32", 6);
  await rejects(scan(gpu, x, { monoid: SUM, rows: 4 }), {
    message: "Cannot scan with sum: 6 elements in 4 rows, wanted rows of equal length",
  });
  // only said to be huge: it is refused before its buffer is looked at
  const most = gpu.device.limits.maxStorageBufferBindingSize;
  const huge = new GpuArray("f32", most, "huge", x.buffer, () => {});
  await rejects(scan(gpu, huge, { monoid: SUM }), {
    message:
      `Cannot scan with sum: "huge" takes ${
        4 * most
      } bytes, at most ${most} fit a binding of this device\n` +
      "Try: split it along its first axis",
  });
  using heads = gpu.zeros("u32", 5);
  await rejects(scan(gpu, x, { monoid: SUM, heads }), {
    message: "Cannot scan with sum: heads are 5 u32, wanted 6 u32, one an element",
  });
});

// software Vulkan leaves a loop after 65 535 turns: no lane may walk further
gpuTest("scan() counts along rows longer than a loop may turn", async (gpu) => {
  const [rows, n] = [128, 70_001];
  const ones = new Uint32Array(rows * n).fill(1);
  using x = gpu.array(ones);
  using y = await scan(gpu, x, { monoid: SUM, rows });
  const counted = await gpu.read(y);
  equal(counted.findIndex((value, i) => value !== i % n + 1), -1);
}, { families: BOTH });
