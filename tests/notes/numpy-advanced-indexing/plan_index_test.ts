import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import {
  type Case,
  readGolden,
} from "../../../notebooks/languages/numpy-advanced-indexing/golden.ts";
import { inWords } from "../../../notebooks/languages/numpy-advanced-indexing/in_words.ts";
import {
  array,
  pythonIndex,
  range,
  slice,
} from "../../../notebooks/languages/numpy-advanced-indexing/index_item.ts";
import {
  arange,
  elements,
  index,
  transpose,
} from "../../../notebooks/languages/numpy-advanced-indexing/ndarray.ts";
import type { Rule } from "../../../notebooks/languages/numpy-advanced-indexing/plan_index.ts";

const golden = await readGolden();
const systematic = [
  ...golden.exhaustive,
  ...golden.few,
  ...golden.withNewaxis,
  ...golden.between,
  ...golden.corners,
];

function answer({ shape, items }: Case, rule: Rule = "numpy") {
  const x = arange(...shape);
  try {
    const y = index(x, items, { rule });
    // NumPy says of an empty array that it shares no memory, whatever it is
    const isView = y.data === x.data && !y.shape.includes(0);
    return { numpy: inWords(y.shape, elements(y)), isView };
  } catch (error) {
    return { numpy: `${(error as Error).name}: ${(error as Error).message}`, isView: false };
  }
}

Deno.test("index() gives NumPy's shape, elements, view or error in every golden case", () => {
  const named = Object.values(golden.named);
  const crossed = golden.grids.map((grid) => grid.crossed);
  const cases = [...systematic, ...golden.random, ...named, ...crossed];
  equal(cases.length, 256 + 39 + 63 + 96 + 18 + 380 + 16 + 9);
  for (const { shape, items, numpy, isView } of cases) {
    deepEqual(answer({ shape, items, numpy, isView }), { numpy, isView }, pythonIndex(items));
  }
});

Deno.test("the golden cases tell NumPy's rule from each rule that is not NumPy's", () => {
  for (
    const rule of [
      "always first",
      "always last",
      "always in place",
      "integers are basic",
      "only slices separate",
    ] as const
  ) {
    const wrong = [...systematic, ...golden.random]
      .filter((given) => answer(given, rule).numpy !== given.numpy);
    ok(wrong.length >= 20, `${rule} fails only ${wrong.length} cases`);
  }
});

Deno.test("inWords() tells an array from its transpose and from a shifted one", () => {
  const x = arange(3, 5);
  const seen = [x, transpose(x, [1, 0]), index(arange(4, 5), [slice(1)])]
    .map((y) => inWords([15], elements(y)));
  equal(new Set(seen).size, 3);
  // FNV-1a of the one word 1: (2166136261 ^ 1) * 16777619 mod 2^32
  equal(
    inWords([1], [1]),
    `(1,), elements #${(0x811c9dc4n * 0x01000193n % 2n ** 32n).toString(16).padStart(8, "0")}`,
  );
});

Deno.test("index() of slices alone is a view, and writing through it changes the array", () => {
  const x = arange(4, 5);
  const y = index(x, [slice(1, 3), slice(null, null, -2)]);
  deepEqual(elements(y), [9, 7, 5, 14, 12, 10]);
  x.data[9] = 100;
  equal(elements(y)[0], 100);
});

Deno.test("transpose() moves axes without touching the elements", () => {
  const x = arange(2, 3);
  deepEqual(elements(transpose(x, [1, 0])), [0, 3, 1, 4, 2, 5]);
});

Deno.test("pythonIndex() writes an index as Python does", () => {
  const items = [1, slice(), slice(null, 5), slice(1, null, 2), range(5), array([[0], [2]])];
  equal(pythonIndex([...items, null, "..."]), "[1, :, :5, 1::2, range(5), [[0], [2]], None, ...]");
});
