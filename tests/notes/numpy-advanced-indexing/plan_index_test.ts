import { deepEqual, equal, ok } from "node:assert/strict";
import {
  type Case,
  hashOf,
  readGolden,
} from "../../../notebooks/languages/numpy-advanced-indexing/golden.ts";
import {
  array,
  python,
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

function answer({ shape, items }: Case, rule: Rule = "numpy") {
  const x = arange(...shape);
  try {
    const y = index(x, items, { rule });
    return { shape: [...y.shape], hash: hashOf(elements(y)), isView: y.data === x.data };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

/** NumPy says of two empty arrays that they share no memory, whatever they are. */
function comparable(given: ReturnType<typeof answer>) {
  return "shape" in given && given.shape!.includes(0) ? { ...given, isView: false } : given;
}

Deno.test("index() gives NumPy's shape, elements, view or error in every golden case", () => {
  const cases = [
    ...golden.exhaustive,
    ...golden.few,
    ...golden.between,
    ...golden.random,
    ...Object.values(golden.named),
  ];
  equal(cases.length, 256 + 39 + 96 + 380 + 16);
  for (const given of cases) {
    deepEqual(comparable(answer(given)), given.answer, given.items.map(python).join(", "));
  }
});

Deno.test("the golden cases tell NumPy's rule from each rule that is not NumPy's", () => {
  for (
    const rule of [
      "always first",
      "always in place",
      "integers are basic",
      "only slices separate",
    ] as const
  ) {
    const wrong = [...golden.exhaustive, ...golden.between, ...golden.random].filter((given) => {
      try {
        deepEqual(comparable(answer(given, rule)), given.answer);
        return false;
      } catch {
        return true;
      }
    });
    ok(wrong.length >= 20, `${rule} fails only ${wrong.length} cases`);
  }
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

Deno.test("python() writes items as Python does", () => {
  const items = [
    1,
    slice(),
    slice(null, 5),
    slice(1, null, 2),
    range(5),
    array([[0], [2]]),
    null,
    "...",
  ] as const;
  deepEqual(items.map(python), ["1", ":", ":5", "1::2", "range(5)", "[[0], [2]]", "None", "..."]);
});
