import assert from "node:assert/strict";
import { birthdaySpacings } from "../../../notebooks/mathematics/counter-based-randomness/birthday_spacings.ts";
import { chiSquareBytes } from "../../../notebooks/mathematics/counter-based-randomness/chi_square_bytes.ts";
import { correlation } from "../../../notebooks/mathematics/counter-based-randomness/correlation.ts";
import { countRuns } from "../../../notebooks/mathematics/counter-based-randomness/count_runs.ts";
import {
  mtFromSeed,
  nextWord,
} from "../../../notebooks/mathematics/counter-based-randomness/mt19937.ts";
import { serialCorrelation } from "../../../notebooks/mathematics/counter-based-randomness/serial_correlation.ts";

const size = 1 << 16;
const fair = (() => {
  const state = mtFromSeed(7);
  return Uint32Array.from({ length: size }, () => nextWord(state));
})();
const words = (at: (i: number) => number) => Uint32Array.from({ length: size }, (_, i) => at(i));

Deno.test("the four statistics stay within 4 standard deviations for the Mersenne Twister", () => {
  for (const test of [chiSquareBytes, countRuns, birthdaySpacings, serialCorrelation]) {
    assert.ok(Math.abs(test(fair)) < 4, `${test.name} gives ${test(fair)}`);
  }
});

Deno.test("chiSquareBytes() is exact on a flat count and sees a stuck byte", () => {
  // every byte value equally often: chi-square is 0, so the distance is -255 / sqrt(510)
  assert.equal(chiSquareBytes(words((i) => Math.imul(i & 255, 0x01010101))), -255 / Math.sqrt(510));
  assert.ok(chiSquareBytes(words((i) => fair[i]! & 0xffffff)) > 100);
});

Deno.test("countRuns() is right by hand for four alternating bits", () => {
  // 4 runs; two ones and two zeros have 3 on average, with variance 8 (8 - 4) / (16 * 3) = 2 / 3
  const z = countRuns(Uint32Array.of(0, 1 << 31, 0, 1 << 31));
  assert.ok(Math.abs(z - Math.sqrt(3 / 2)) < 1e-15);
});

Deno.test("birthdaySpacings() counts repeated gaps, 4 expected in a group", () => {
  // the first gap is 0 and 4095 others are 16: the 4094 after the first of them repeat
  const even = Uint32Array.from({ length: 4096 }, (_, i) => 16 * i);
  assert.equal(birthdaySpacings(even), (4094 - 4) / 2);
});

Deno.test("serialCorrelation() gives a straight line its largest value", () => {
  assert.ok(Math.abs(serialCorrelation(Uint32Array.of(10, 20, 30, 40)) - Math.sqrt(3)) < 1e-15);
});

Deno.test("countRuns() sees an alternating bit and a sticky bit", () => {
  assert.ok(countRuns(words((i) => (i & 1) << 31)) > 100);
  assert.ok(countRuns(words((i) => (i & 8) << 28)) < -100);
});

Deno.test("birthdaySpacings() sees a lattice", () => {
  let x = 1235;
  assert.ok(birthdaySpacings(words(() => (x = Math.imul(x, 65539) & 0x7fffffff) * 2)) > 20);
});

Deno.test("serialCorrelation() sees a value that repeats its neighbour", () => {
  assert.ok(serialCorrelation(words((i) => fair[i >> 1]!)) > 100);
});

Deno.test("correlation() is 1, -1 and 0 where it must be", () => {
  assert.equal(correlation([1, 2, 3], [2, 4, 6]), 1);
  assert.equal(correlation([1, 2, 3], [3, 2, 1]), -1);
  assert.equal(correlation([1, 2, 3], [1, 0, 1]), 0);
});
