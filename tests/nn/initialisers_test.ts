import { deepStrictEqual as deepEqual, ok, strictEqual as equal, throws } from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import * as nn from "@rederive/lib/nn";
import { normalCdf } from "@rederive/lib/reference";
import { type Stream, stream } from "@rederive/lib/random";

/** A stream that gives the numbers it is told. */
function scripted(numbers: readonly number[]): Stream {
  const rest = numbers.values();
  const next = () => rest.next().value!;
  return { uniform: next, normal: next, integer: next, shuffle: (items) => [...items] };
}

Deno.test("zeros() and ones() fill a shape", () => {
  deepEqual(nn.zeros([2, 0, 3]), new Float32Array(0));
  deepEqual(nn.zeros([]), Float32Array.of(0));
  deepEqual(nn.ones([3]), Float32Array.of(1, 1, 1));
});

Deno.test("uniform initialisers stretch [0, 1) to their bounds", () => {
  const draws = [0, 0.5, 0.75, 1 - 2 ** -53];
  const stretched = (bound: number) => Float32Array.of(-bound, 0, bound / 2, bound);
  const random = () => scripted(draws);
  deepEqual(nn.boundedUniform([4], { random: random(), bound: 3 }), stretched(3));
  // fanIn 2 and fanOut 2
  deepEqual(nn.xavierUniform([2, 2], { random: random() }), stretched(Math.sqrt(6 / 4)));
  deepEqual(nn.xavierUniform([2, 2], { random: random(), gain: 2 }), stretched(Math.sqrt(6)));
  deepEqual(nn.kaimingUniform([2, 2], { random: random() }), stretched(Math.sqrt(3)));
  // PyTorch's linear layer: slope sqrt(5) makes the bound 1 / sqrt(fanIn)
  const linear = nn.kaimingUniform([2, 2], { random: random(), slope: Math.sqrt(5) });
  assertClose(linear, stretched(Math.SQRT1_2), { abs: 2 ** -24, rel: 0 });
});

Deno.test("normal initialisers scale standard normal numbers", () => {
  const draws = [1, -2, 0.5, 0];
  const scaled = (std: number) => Float32Array.from(draws, (z) => std * z);
  const random = () => scripted(draws);
  deepEqual(nn.scaledNormal([4], { random: random(), std: 0.02 }), scaled(0.02));
  deepEqual(nn.xavierNormal([1, 4], { random: random() }), scaled(Math.sqrt(2 / 5)));
  deepEqual(nn.kaimingNormal([1, 4], { random: random() }), scaled(Math.sqrt(2 / 4)));
  const back = nn.kaimingNormal([1, 4], { random: random(), mode: "fanOut", slope: 1 });
  deepEqual(back, scaled(Math.sqrt(2 / 2)));
});

Deno.test("what follows the first two axes of a weight counts in both fans", () => {
  const random = () => scripted([1, ...Array(8 * 3 * 5 * 5).fill(0)]);
  const shape = [8, 3, 5, 5]; // 75 numbers meet in an output, 200 leave from an input
  const [xavier] = nn.xavierNormal(shape, { random: random() });
  equal(xavier, Math.fround(Math.sqrt(2 / 275)));
  const [out] = nn.kaimingNormal(shape, { random: random(), mode: "fanOut" });
  equal(out, Math.fround(Math.sqrt(2 / 200)));
  throws(
    () => nn.xavierUniform([5], { random: stream(0) }),
    /Cannot count the fans of \(5\): wanted a weight \(out, in, \.\.\.\)\nTry: scaledNormal\(\)/,
  );
});

Deno.test("truncatedNormal() draws again what is too far out", () => {
  const random = scripted([2.5, 1, -3, -2, 2, 2.0001, 0.5]);
  deepEqual(nn.truncatedNormal([4], { random, std: 10 }), Float32Array.of(10, -20, 20, 5));
  const narrow = nn.truncatedNormal([1], { random: scripted([2, 0.6, 0.5]), std: 1, within: 0.5 });
  deepEqual(narrow, Float32Array.of(0.5));
  throws(
    () => nn.truncatedNormal([1], { random: stream(0), std: 1, within: 0 }),
    /Cannot draw a truncated normal: within is 0, wanted a number above 0/,
  );
});

const N = 20_000;
const uniformCdf = (bound: number) => (x: number) => Math.min(1, Math.max(0, (x / bound + 1) / 2));
const cut = normalCdf(2) - normalCdf(-2);
const truncatedCdf = (x: number) => Math.min(1, Math.max(0, (normalCdf(x) - normalCdf(-2)) / cut));
const shape = [100, 200];

const distributions: Record<string, {
  draw: (random: Stream) => Float32Array;
  cdf: (x: number) => number;
  variance: number;
}> = {
  xavierUniform: {
    draw: (random) => nn.xavierUniform(shape, { random }),
    cdf: uniformCdf(Math.sqrt(6 / 300)),
    variance: 2 / 300,
  },
  xavierNormal: {
    draw: (random) => nn.xavierNormal(shape, { random }),
    cdf: (x) => normalCdf(x / Math.sqrt(2 / 300)),
    variance: 2 / 300,
  },
  kaimingUniform: {
    draw: (random) => nn.kaimingUniform(shape, { random }),
    cdf: uniformCdf(Math.sqrt(6 / 200)),
    variance: 2 / 200,
  },
  kaimingNormal: {
    draw: (random) => nn.kaimingNormal(shape, { random, mode: "fanOut" }),
    cdf: (x) => normalCdf(x / Math.sqrt(2 / 100)),
    variance: 2 / 100,
  },
  truncatedNormal: {
    draw: (random) => nn.truncatedNormal(shape, { random, std: 1 }),
    cdf: truncatedCdf,
    variance: 0.8796 ** 2,
  },
  scaledNormal: {
    draw: (random) => nn.scaledNormal(shape, { random, std: 1 }),
    cdf: normalCdf,
    variance: 1,
  },
};

for (const [name, { draw, cdf, variance }] of Object.entries(distributions)) {
  Deno.test(`${name}() has its distribution, its mean and its variance`, () => {
    for (const seed of [0, 1, 2]) {
      const values = draw(stream(seed)).toSorted();
      equal(values.length, N);
      const mean = values.reduce((sum, v) => sum + v, 0) / N;
      const square = values.reduce((sum, v) => sum + v * v, 0) / N;
      // Five standard deviations of the mean, and of the mean square of a normal number.
      ok(Math.abs(mean) < 5 * Math.sqrt(variance / N), `${mean}`);
      ok(Math.abs(square / variance - 1) < 5 * Math.sqrt(2 / N), `${square}`);
      // Kolmogorov's distance is larger than this with a probability of 1e-3.
      const distances = Array.from(
        values,
        (v, i) => Math.max(Math.abs(cdf(v) - i / N), Math.abs(cdf(v) - (i + 1) / N)),
      );
      ok(Math.max(...distances) < 1.95 / Math.sqrt(N), `${Math.max(...distances)}`);
    }
  });
}

for (const shape of [[5, 5], [7, 3], [3, 7], [4, 2, 3], [1, 9], [65, 64]]) {
  Deno.test(`orthogonal() of ${shape} has orthogonal directions of one length`, () => {
    const [rows, columns] = [shape[0]!, shape.slice(1).reduce((p, q) => p * q, 1)];
    const w = nn.orthogonal(shape, { random: stream(3), gain: 2 });
    const few = Math.min(rows, columns);
    const at = (i: number, k: number) =>
      rows <= columns ? w[i * columns + k]! : w[k * columns + i]!;
    for (let i = 0; i < few; i++) {
      for (let j = 0; j <= i; j++) {
        let dot = 0;
        for (let k = 0; k < Math.max(rows, columns); k++) dot += at(i, k) * at(j, k);
        // Elements are rounded to f32, and the length of a direction is 2.
        assertClose([dot], [i === j ? 4 : 0], { abs: 2 * 4 * 2 ** -24, rel: 0 });
      }
    }
  });
}

Deno.test("orthogonal() is the QR decomposition whose diagonal is positive", () => {
  // Columns (3, 4) and (1, 2): lengths 5 and 0.4, by hand.
  const w = nn.orthogonal([2, 2], { random: scripted([3, 4, 1, 2]) });
  assertClose(w, [0.6, 0.8, -0.8, 0.6], { abs: 2 ** -24, rel: 0 });
  throws(
    () => nn.orthogonal([3], { random: stream(0) }),
    /Cannot make \(3\) orthogonal: wanted at least two axes/,
  );
});

Deno.test("orthogonal() turns a direction to every side", () => {
  const draw = stream(9);
  const angles = Array.from({ length: 2000 }, () => {
    const [x, y] = nn.orthogonal([2, 2], { random: draw });
    return (Math.atan2(y!, x!) / (2 * Math.PI) + 1) % 1;
  }).sort((a, b) => a - b);
  const distance = Math.max(...angles.map((v, i) => Math.abs(v - (i + 0.5) / angles.length)));
  ok(distance < 1.95 / Math.sqrt(angles.length), `${distance}`);
});
