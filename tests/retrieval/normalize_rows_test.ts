import { deepStrictEqual as deepEqual, rejects, strictEqual as equal } from "node:assert/strict";
import { assertClose, gamma } from "@rederive/lib/check";
import { normalizeRows } from "@rederive/lib/retrieval";
import { prepareRows } from "../../lib/retrieval/prepare_rows.ts";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";

const inputs = {
  flat: (i: number) => Math.sin(i + 1),
  spiky: (i: number) => 1e4 * Math.sin((i + 1) ** 2) ** 9,
  huge: (i: number) => 1e38 * Math.cos(i),
  tiny: (i: number) => 1e-37 * Math.cos(i),
};

for (const [rows, width] of [[1, 1], [5, 63], [64, 64], [3, 65], [2, 1009]] as const) {
  for (const [regime, at] of Object.entries(inputs)) {
    gpuTest(`normalizeRows() of ${rows} rows of ${width}, ${regime}`, async (gpu) => {
      const data = Float32Array.from({ length: rows * width }, (_, i) => at(i));
      using x = gpu.array(data);
      using y = await normalizeRows(gpu, x, { width });
      const want = Array.from(data, (value, i) => {
        const start = Math.floor(i / width) * width;
        return value / Math.hypot(...data.subarray(start, start + width));
      });
      // Quotients (2.5 ulp each, 5 roundings' worth), squares and their sum, a root, a quotient. What
      // is beneath the smallest normal number may be flushed to 0.
      assertClose(await gpu.read(y), want, { abs: 2 ** -126, rel: gamma(width + 20) });
    }, { families: BOTH });
  }
}

gpuTest("normalizeRows() leaves rows of zeros, and of next to nothing, at zero", async (gpu) => {
  using x = gpu.array(Float32Array.of(0, -0, 3, 4, 1e-42, 0));
  using y = await normalizeRows(gpu, x, { width: 2 });
  const got = await gpu.read(y);
  deepEqual([...got.slice(0, 2), ...got.slice(4)].map(Math.abs), [0, 0, 0, 0]);
  assertClose(got.slice(2, 4), [0.6, 0.8], { abs: 0, rel: gamma(22) });
  using none = gpu.empty("f32", 0);
  using nothing = await normalizeRows(gpu, none, { width: 7 });
  equal(nothing.length, 0);
  await rejects(
    normalizeRows(gpu, x, { width: 4 }),
    /RangeError: Cannot normalize rows: x has 6 elements, wanted rows of 4/,
  );
  const wide = { width: 65_537, wide: 65_540, first: 0, rows: 0, normalize: true };
  await rejects(
    prepareRows(gpu, none, wide),
    /RangeError: Cannot prepare rows: width is 65537, wanted an integer from 1 to 65536/,
  );
  await rejects(normalizeRows(gpu, x, { width: 1.5 }), /width is 1.5, wanted an integer from 1 to/);
}, { families: BOTH });
