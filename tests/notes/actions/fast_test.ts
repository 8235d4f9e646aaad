import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { drawChunks, rmsOf } from "../../../notebooks/multimodal/actions/chunks.ts";
import { dct, inverseDct } from "../../../notebooks/multimodal/actions/dct.ts";
import { fitFast, quantise, restore } from "../../../notebooks/multimodal/actions/fast.ts";
import { readGolden } from "../../../notebooks/multimodal/actions/golden.ts";
import { learnMerges } from "../../../notebooks/multimodal/actions/learn_merges.ts";

const near = (a: ArrayLike<number>, b: ArrayLike<number>, within: number) => {
  equal(a.length, b.length);
  for (let i = 0; i < a.length; i++) {
    ok(Math.abs(a[i]! - b[i]!) <= within, `${i}: ${a[i]}, ${b[i]}`);
  }
};

Deno.test("dct() is SciPy's, and its inverse takes it back", async () => {
  const { rows } = await readGolden();
  for (const { x, y } of rows) {
    near(dct(x), y, 1e-12); // 50 products a sum, of numbers below 3
    near(inverseDct(dct(x)), x, 1e-12);
  }
});

Deno.test("dct() of a constant is its first coefficient alone", () => {
  near(dct([3, 3, 3, 3]), [6, 0, 0, 0], 1e-14);
});

Deno.test("quantise() puts all dimensions of a frequency side by side, low ones first", () => {
  // the first dimension is constant, the second the fastest wave there is with two steps
  deepEqual(quantise([[1, 1], [1, -1]], 10).map(Math.abs), [14, 0, 0, 14]);
});

Deno.test("restore() is at most half a rounding off, in the root mean square", () => {
  const [chunk] = drawChunks(1, { seed: 3 });
  const back = restore(quantise(chunk!, 10), { scale: 10, steps: 50, dimensions: 7 });
  ok(rmsOf(back, chunk!) <= 0.05);
  ok(rmsOf(back, chunk!) > 0.002, "something is rounded away");
});

Deno.test("learnMerges() joins what is seen most often, as by hand", () => {
  const { merges, vocabulary } = learnMerges(["abab", "abc", "cc"], {
    letters: ["a", "b", "c"],
    size: 5,
  });
  deepEqual(merges, [["a", "b"]]); // seen three times; then no pair is seen twice
  deepEqual([...vocabulary], [["a", 0], ["b", 1], ["c", 2], ["ab", 3]]);
});

Deno.test("learnMerges() stops at the size, and joins joined tokens", () => {
  const { merges } = learnMerges(["aaaaaaaa"], { letters: ["a"], size: 3 });
  deepEqual(merges, [["a", "a"], ["aa", "aa"]]);
});

Deno.test("tokens of FAST stand for the rounded coefficients, without loss", () => {
  const train = drawChunks(40, { seed: 1 });
  const options = { scale: 10, vocabulary: 400, steps: 50, dimensions: 7 };
  const fast = fitFast(train, options);
  for (const chunk of train.slice(0, 5)) {
    const tokens = fast.encode(chunk);
    ok(tokens.length < 150, `${tokens.length}`);
    const wanted = restore(quantise(chunk, 10), options);
    equal(rmsOf(fast.decode(tokens), wanted), 0);
  }
});
