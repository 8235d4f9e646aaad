import {
  deepStrictEqual as deepEqual,
  notDeepStrictEqual as notDeepEqual,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import { bits, foldIn, key, normal, split, uniform } from "@rederive/lib/random";
import { threefry } from "@rederive/lib/reference";

Deno.test("key() is JAX's PRNGKey", () => {
  deepEqual(key(1234), [0, 1234]);
  deepEqual(key(2n ** 64n - 1n), [2 ** 32 - 1, 2 ** 32 - 1]);
  deepEqual(key(2 ** 40 + 1), [2 ** 8, 1]);
  for (const seed of [-1, 1.5, NaN, 2 ** 54, 2n ** 64n]) throws(() => key(seed), RangeError);
  throws(() => key(-1), /Cannot make a key: seed -1, wanted an integer from 0, below 2\^64/);
});

Deno.test("split() gives the keys in JAX's documentation, both styles", () => {
  deepEqual(split(key(0)), [[1797259609, 2579123966], [928981903, 3453687069]]);
  deepEqual(split(key(0), 2, { style: "original" }), [
    [4146024105, 967050713],
    [2718843009, 1272950319],
  ]);
});

Deno.test("split() twice in the original style gives the key the note prints", () => {
  const options = { style: "original" } as const;
  const [once] = split(key(1234), 2, options);
  deepEqual(once, [2113592192, 1902136347]);
  deepEqual(split(once!, 2, options)[0], [1076515368, 3893328283]);
});

Deno.test("split() is prefix-stable in the new style only", () => {
  deepEqual(split(key(5), 7).slice(0, 3), split(key(5), 3));
  const original = (n: number) => split(key(5), n, { style: "original" });
  notDeepEqual(original(3)[0], original(2)[0]);
});

Deno.test("foldIn() hashes the number under the key", () => {
  deepEqual(foldIn([7, 9], 41), threefry([7, 9], [0, 41], { rounds: 20 }));
  throws(() => foldIn(key(0), -1), /Cannot fold a number into a key: got -1/);
});

Deno.test("bits() are those JAX pins in its own tests, of odd length in the original style", () => {
  deepEqual([...bits(key(1701), 3, { style: "original" })], [56197195, 4200222568, 961309823]);
});

Deno.test("uniform() and normal() are the numbers in JAX's documentation", () => {
  const printed = (x: Float32Array, digits: number) => Number(x[0]!.toPrecision(digits));
  equal(printed(uniform(key(0), 1), 6), 0.947667);
  equal(printed(uniform(split(key(0))[1]!, 1), 6), 0.00729382);
  equal(normal(key(0), 1)[0], Math.fround(1.6226422));
  equal(normal(key(0), 1, { style: "original" })[0], Math.fround(-0.20584226));
});

for (const style of ["partitionable", "original"] as const) {
  Deno.test(`bits() of the ${style} style follow from the oracle's blocks`, () => {
    for (const total of [1, 2, 63, 64, 65]) {
      const want = Array.from({ length: total }, (_, i) => {
        if (style === "partitionable") {
          const [x, y] = threefry([3, 4], [0, i], { rounds: 20 });
          return (x! ^ y!) >>> 0;
        }
        // JAX: iota padded to even length with 0, cut in two, hashed pairwise, glued again.
        const counters = [...Array(total).keys(), ...total % 2 ? [0] : []];
        const half = counters.length / 2;
        const pair = [counters[i % half]!, counters[half + i % half]!];
        return threefry([3, 4], pair, { rounds: 20 })[i < half ? 0 : 1]!;
      });
      deepEqual([...bits([3, 4], total, { style })], want);
      const part = bits([3, 4], total - 1, { style, offset: 1, total });
      deepEqual([...part], want.slice(1));
    }
  });
}

Deno.test("bits() refuses a part outside the array", () => {
  throws(() => bits(key(0), 3, { offset: 2, total: 4 }), /elements 2 to 5 of 4/);
  throws(() => bits(key(0), -1), /got -1, wanted an integer from 0, below 2\^32/);
});
