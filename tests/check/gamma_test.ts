import { strictEqual as equal, throws } from "node:assert/strict";
import { gamma } from "@rederive/lib/check";

Deno.test("gamma() bounds the error of a long f32 sum and is not far above it", () => {
  // 1 + n times u / 2 rounds back to 1 each time: the worst order there is
  const n = 1 << 20;
  const small = 2 ** -25;
  let sum = 1;
  for (let i = 0; i < n; i++) sum = Math.fround(sum + small);
  const exact = 1 + n * small;
  const error = Math.abs(sum - exact);
  equal(error <= gamma(n) * exact, true);
  equal(error >= gamma(n) * exact / 4, true);
});

Deno.test("gamma() refuses more roundings than digits", () => {
  throws(() => gamma(2 ** 24), /RangeError: Cannot bound an error: 16777216 f32 roundings/);
});
