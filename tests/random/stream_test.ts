import {
  deepStrictEqual as deepEqual,
  notDeepStrictEqual as notDeepEqual,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import { key, stream } from "@rederive/lib/random";
import { threefry } from "@rederive/lib/reference";

Deno.test("stream() counts blocks of Threefry from 0", () => {
  const random = stream(9);
  for (let i = 0; i < 5; i++) {
    const [high, low] = threefry([0, 9], [0, i], { rounds: 20 });
    const bits = (BigInt(high!) << 32n | BigInt(low!)) >> 11n; // 53 of them, less the middle
    const got = random.uniform() * 2 ** 53;
    // 27 bits of the first word, 26 of the second
    equal(BigInt(got), (BigInt(high!) >> 5n << 26n) | (BigInt(low!) >> 6n));
    equal(bits >> 26n, BigInt(got) >> 26n);
  }
});

Deno.test("stream() repeats by seed, and takes a key for one", () => {
  const draw = (seed: Parameters<typeof stream>[0]) => {
    const random = stream(seed);
    return [random.uniform(), random.normal(), random.integer(10), random.shuffle([1, 2, 3, 4, 5])];
  };
  deepEqual(draw(3), draw(3));
  deepEqual(draw(3), draw(key(3)));
  deepEqual(draw(3), draw(3n));
  notDeepEqual(draw(3), draw(4));
});

Deno.test("integer() is even over a range that does not divide 2^32", () => {
  const random = stream(1);
  const n = 6;
  const draws = 60_000;
  const counts = new Array<number>(n).fill(0);
  for (let i = 0; i < draws; i++) counts[random.integer(n)]!++;
  const chi = counts.reduce((sum, count) => sum + (count - draws / n) ** 2 / (draws / n), 0);
  equal(chi < 20.5, true, `chi-square ${chi}`); // 99.9 % point at 5 degrees of freedom
  equal(stream(1).integer(1), 0);
  equal(stream(1).integer(2 ** 32), stream(1).integer(2 ** 32));
  for (const bad of [0, -1, 1.5, 2 ** 33]) throws(() => random.integer(bad), RangeError);
});

Deno.test("integer() draws again above the largest multiple", () => {
  // n = 3 * 2^30: a quarter of all words is rejected, so a plain modulo would double small results
  const random = stream(2);
  const n = 3 * 2 ** 30;
  const small = Array.from({ length: 4000 }, () => random.integer(n)).filter((x) => x < 2 ** 30);
  // a third of 4000 with standard deviation 29.8; the modulo gives a half
  assertClose([small.length], [4000 / 3], { abs: 5 * 29.8, rel: 0 });
});

Deno.test("normal() of a stream has mean 0 and variance 1", () => {
  const random = stream(5);
  const x = Array.from({ length: 20_000 }, () => random.normal());
  const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
  const variance = x.reduce((sum, value) => sum + value * value, 0) / x.length;
  assertClose([mean, variance], [0, 1], { abs: 5 * Math.sqrt(2 / x.length), rel: 0 });
});

Deno.test("shuffle() gives every order equally often and leaves its input alone", () => {
  const random = stream(6);
  const counts = new Map<string, number>();
  const items = ["a", "b", "c"];
  for (let i = 0; i < 6000; i++) {
    const order = random.shuffle(items).join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  equal(counts.size, 6);
  const chi = [...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
  equal(chi < 20.5, true, `chi-square ${chi}`);
  deepEqual(items, ["a", "b", "c"]);
  deepEqual(random.shuffle([]), []);
});
