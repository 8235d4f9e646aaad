import { throws } from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";

Deno.test("assertClose() names the worst element, both values and the tolerance", () => {
  throws(() => assertClose([1, 2, 0.9], [1, 2.0000001, 0.5], { abs: 1e-6, rel: 1e-6 }), {
    message: "Arrays differ at 1 of 3 elements: worst at [2], got 0.9, want 0.5, " +
      "tolerance 0.000001 + 0.000001 * |want|",
  });
});

Deno.test("assertClose() takes the element with the largest excess for the worst", () => {
  throws(() => assertClose([1, 5, 3], [0, 0, 0], { abs: 1, rel: 0 }), /at 2 of 3 .*worst at \[1\]/);
});

Deno.test("assertClose() counts relative tolerance from what is wanted", () => {
  assertClose([110], [100], { abs: 0, rel: 0.1 });
  throws(() => assertClose([100], [90], { abs: 0, rel: 0.1 }), /got 100, want 90/);
});

Deno.test("assertClose() takes a bound for each element", () => {
  assertClose([1, 2], [1.5, 2], { abs: [0.5, 0], rel: 0 });
  throws(() => assertClose([1.5, 2.5], [1, 2], { abs: [0.5, 0.4], rel: 0 }), /tolerance 0.4 \+/);
});

for (
  const [got, want] of [[NaN, 1], [1, NaN], [NaN, NaN], [Infinity, 1], [1, -Infinity], [
    Infinity,
    -Infinity,
  ]]
) {
  Deno.test(`assertClose() never lets ${got} pass for ${want}`, () => {
    throws(() => assertClose([0, got!, 9], [0, want!, 8], { abs: 0.5, rel: 0 }), /worst at \[1\]/);
  });
}

Deno.test("assertClose() accepts equal infinities, and -0 for 0", () => {
  assertClose([Infinity, -Infinity, -0], [Infinity, -Infinity, 0], { abs: 0, rel: 0 });
});

Deno.test("assertClose() refuses arrays of different lengths", () => {
  throws(() => assertClose([1], [1, 2], { abs: 1, rel: 1 }), {
    name: "RangeError",
    message: "Cannot compare arrays: got 1 elements, want 2",
  });
});
