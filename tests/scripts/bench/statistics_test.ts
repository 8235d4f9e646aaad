import { strictEqual as equal } from "node:assert/strict";
import { median, quantile } from "../../../scripts/bench/statistics.ts";

Deno.test("median() is the middle value, or the mean of the two there", () => {
  equal(median([3, 100, 1]), 3);
  equal(median([4, 1, 100, 2]), 3);
});

Deno.test("quantile() goes from the smallest to the largest, straight between neighbours", () => {
  const values = [30, 10, 20];
  equal(quantile(values, 0), 10);
  equal(quantile(values, 0.25), 15);
  equal(quantile(values, 1), 30);
  equal(quantile([7], 0.75), 7);
});
