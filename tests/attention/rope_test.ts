import { deepStrictEqual as deepEqual, rejects, strictEqual as equal } from "node:assert/strict";
import { rope, ropeGradient } from "@rederive/lib/attention";
import { assertClose } from "@rederive/lib/check";
import * as reference from "@rederive/lib/reference";
import { gpuTest } from "../gpu/with_gpu.ts";
import { fill, regimes } from "./attention_case.ts";

const shapes = [[1, 1, 2], [3, 7, 8], [2, 65, 34], [1, 130, 64]] as const;

for (const [rows, time, width] of shapes) {
  for (const [name, at] of Object.entries(regimes)) {
    gpuTest(
      `rope() matches the f64 reference at (${rows}, ${time}, ${width}), ${name}`,
      async (gpu) => {
        const values = fill(rows * time * width, at);
        using x = gpu.array(values);
        for (const [start, base] of [[0, 10_000], [100_003, 500]] as const) {
          using y = await rope(gpu, x, { rows, time, width, start, base });
          const got = await gpu.read(y);
          for (let row = 0; row < rows * time; row++) {
            const from = [...values.subarray(row * width, (row + 1) * width)];
            const want = reference.rope(from, { position: start + row % time, base });
            // The table, the products and their sum are rounded: 3 half ulps of each part, and a little
            // for the angle itself in f64.
            const abs = from.map((part, c) =>
              2 ** -22 * (Math.abs(part) + Math.abs(from[(c + width / 2) % width]!))
            );
            assertClose(got.subarray(row * width, (row + 1) * width), want, { abs, rel: 0 });
          }
        }
      },
    );
  }
}

gpuTest("ropeGradient() matches central differences of the f64 rope", async (gpu) => {
  const [width, position] = [6, 5];
  const slope = fill(width, (i) => Math.cos(i));
  const row = [1, -2, 3, 0.5, 0.25, -1];
  const loss = (x: number[]) =>
    reference.rope(x, { position }).reduce((sum, y, i) => sum + y * slope[i]!, 0);
  // Linear: the difference is exact but for rounding.
  const want = row.map((x, i) => (loss(row.with(i, x + 1)) - loss(row.with(i, x - 1))) / 2);
  using dy = gpu.array(slope);
  using dx = await ropeGradient(gpu, dy, { rows: 1, time: 1, width, start: position });
  assertClose(await gpu.read(dx), want, { abs: 2 ** -21, rel: 0 });
});

gpuTest("rope() makes products depend on the distance alone", async (gpu) => {
  const width = 16;
  using q = gpu.array(fill(2 * width, (i) => Math.sin(i % width + 1)));
  const product = async (start: number) => {
    using far = await rope(gpu, q, { rows: 1, time: 2, width, start });
    const [...x] = await gpu.read(far);
    return x.slice(0, width).reduce((sum, part, c) => sum + part * x[c + width]!, 0);
  };
  // |q|^2 < 16, and each part is off by 2^-21
  equal(Math.abs(await product(0) - await product(1000)) < 2 * 16 * 2 ** -20, true);
});

gpuTest("rope() of nothing is nothing, and refuses what does not fit", async (gpu) => {
  using none = gpu.empty("f32", 0);
  using x = gpu.zeros("f32", 6);
  using y = await rope(gpu, none, { rows: 0, time: 3, width: 2 });
  deepEqual([...await gpu.read(y)], []);
  await rejects(
    rope(gpu, x, { rows: 1, time: 2, width: 3 }),
    /RangeError: Cannot turn by position: width is 3, wanted an even number/,
  );
  await rejects(
    ropeGradient(gpu, x, { rows: 1, time: 2, width: 4 }),
    /Cannot turn back by position: x has 6 elements, wanted \(rows, T, D\) = \(1, 2, 4\)/,
  );
  await rejects(
    rope(gpu, x, { rows: 1, time: 3, width: 2, base: 0 }),
    /RangeError: Cannot turn by position: base is 0, wanted a positive number/,
  );
});
