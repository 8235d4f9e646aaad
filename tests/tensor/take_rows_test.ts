import { deepStrictEqual as deepEqual, throws } from "node:assert/strict";
import { assertClose, gamma } from "@rederive/lib/check";
import { stream } from "@rederive/lib/random";
import * as t from "@rederive/lib/tensor";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";
import { uniform } from "./chains.ts";

const regimes = {
  flat: (n: number) => {
    const draw = stream(n);
    return Int32Array.from({ length: n }, () => draw.integer(70));
  },
  spiky: (n: number) => Int32Array.from({ length: n }, (_, i) => i % 3 === 0 ? 69 : 13),
};

for (const n of [0, 1, 63, 64, 65, 1000, 1009]) {
  for (const [regime, idsOf] of Object.entries(regimes)) {
    for (const columns of [1, 5, 64]) {
      gpuTest(
        `takeRows() and its gradient at ${n} ids, ${columns} columns, ${regime}`,
        async (gpu) => {
          using table = uniform(gpu, [70, columns], { seed: 3 });
          using g = uniform(gpu, [n, columns], { seed: 4 });
          const ids = idsOf(n);
          const rows = t.takeRows(table, ids);
          const all = [table, g, rows, ...t.vjp(rows, [table], g)];
          const [source, back, got, slope] = await t.readMany(all);
          const wanted = Array.from(
            ids,
            (id) => [...source!.subarray(id * columns, (id + 1) * columns)],
          );
          deepEqual(Array.from(got!), wanted.flat());
          const sums = new Float64Array(70 * columns);
          const sizes = new Float64Array(70 * columns);
          for (let i = 0; i < n * columns; i++) {
            const to = ids[Math.floor(i / columns)]! * columns + i % columns;
            sums[to]! += back![i]!;
            sizes[to]! += Math.abs(back![i]!);
          }
          // one rounding a row that is added, at most n
          assertClose(slope!, sums, { abs: sizes.map((size) => gamma(n) * size), rel: 0 });
        },
        { families: n === 65 ? BOTH : ["cpu"] },
      );
    }
  }
}

gpuTest("takeRows() names a stray id and a table that is none", (gpu) => {
  using x = uniform(gpu, [3, 2]);
  throws(() => t.takeRows(x, Int32Array.of(0, 3)), /id 3 at 1, wanted one from 0 to 2/);
  throws(
    () => t.takeRows(t.sum(x), Int32Array.of(0)),
    /Cannot take rows of "sum": it is \(\), wanted/,
  );
});
