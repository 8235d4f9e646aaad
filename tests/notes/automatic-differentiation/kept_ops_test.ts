import { deepStrictEqual as deepEqual, ok } from "node:assert/strict";
import {
  keptOps,
  type Pair,
} from "../../../notebooks/training-and-optimisation/automatic-differentiation/kept_ops.ts";

const a: Pair = [0.3, 0.7];
const b: Pair = [1.1, -0.4];
const g: Pair = [2, 3];

for (const [name, op] of Object.entries(keptOps)) {
  Deno.test(`${name}: what it kept is enough for the slopes that differences measure`, () => {
    const loss = (a: Pair, b: Pair) => {
      const y = op.value(a, b);
      return g[0] * y[0] + g[1] * y[1];
    };
    const step = 1e-5;
    const slope = (f: (h: number) => number) => (f(step) - f(-step)) / (2 * step);
    const want = [
      [slope((h) => loss([a[0] + h, a[1]], b)), slope((h) => loss([a[0], a[1] + h], b))],
      [slope((h) => loss(a, [b[0] + h, b[1]])), slope((h) => loss(a, [b[0], b[1] + h]))],
    ];
    const gone: Pair = [NaN, NaN];
    const keeps = (what: string) => op.keeps === what;
    const y = keeps("its result") ? op.value(a, b) : gone;
    const operands = keeps("its operands");
    const got = op.back(g, y, operands ? a : gone, operands ? b : gone);
    for (const [i, pair] of got.slice(0, op.operands).entries()) {
      for (const [k, v] of pair.entries()) ok(Math.abs(v - want[i]![k]!) < 1e-8, `${v}`);
    }
    if (op.operands === 1) deepEqual(got[1], [0, 0]);
  });
}
