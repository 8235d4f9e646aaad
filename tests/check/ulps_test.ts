import { strictEqual as equal } from "node:assert/strict";
import { ulps } from "@rederive/lib/check";

const cases = [
  [1, 1, 0],
  [0, -0, 0],
  [1, 1 + 2 ** -23, 1],
  [1 - 2 ** -24, 1, 1],
  [2 ** -149, -(2 ** -149), 2], // the smallest f32 either side of 0
  [1, 2, 2 ** 23],
  [3.4028234663852886e38, Infinity, 1],
  [0.1, Math.fround(0.1), 0], // both rounded to f32 first
  [-1, 1, 2 * 0x3f800000],
] as const;

for (const [a, b, want] of cases) {
  Deno.test(`ulps() counts ${want} from ${a} to ${b}, and back`, () => {
    equal(ulps(a, b), want);
    equal(ulps(b, a), want);
  });
}

Deno.test("ulps() of NaN is NaN", () => equal(ulps(NaN, 1), NaN));
