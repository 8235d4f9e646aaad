import type { Fault } from "./fault.ts";

const SORT = "tests/sort/sort_test.ts";

/** Faults of lib/sort. */
export const sortFaults: readonly Fault[] = [
  {
    what: "negative floats keep their order by magnitude",
    file: "lib/sort/order.ts",
    find: "f32: [SIGN, ALL,",
    replace: "f32: [SIGN, SIGN,",
    test: SORT,
  },
  {
    what: "NaN with a sign sorts before -inf",
    file: "lib/sort/order.wgsl",
    find: "(key & 0x7fffffffu) > order.nan_above",
    replace: "key > order.nan_above && (key >> 31u) == 0u",
    test: SORT,
  },
  {
    what: "a sort loses the keys that earlier lanes counted",
    file: "lib/sort/radix.wgsl",
    find: "i < lane; i++) { before += sums[i]; }",
    replace: "i + 1u < lane; i++) { before += sums[i]; }",
    test: SORT,
  },
  {
    what: "a lane of the sort walks its keys backwards, which is not stable",
    file: "lib/sort/radix_lanes.wgsl",
    find: "let key = keys[i];",
    replace: "let j = owner * call.length + end - 1u - i; let key = keys[j];",
    test: SORT,
  },
  {
    what: "a lane of the sort reads one key beyond the last",
    file: "lib/sort/radix_lanes.wgsl",
    find: `let end = min(call.n, (owner + 1u) * call.length);
  for (var i = owner * call.length; i < end; i++) {
    counts[`,
    replace: `let end = min(call.n + 1u, (owner + 1u) * call.length);
  for (var i = owner * call.length; i < end; i++) {
    counts[`,
    test: SORT,
  },
  {
    what: "a tile of the sort ranks among one lane's keys only",
    file: "lib/sort/radix_tiles.wgsl",
    find: "i < lane; i++) { before += sums[i]; }",
    replace: "i < lane; i++) { before += 0u; }",
    test: SORT,
  },
  {
    what: "two counters of a tile in one word are taken for each other",
    file: "lib/sort/radix_tiles.wgsl",
    find: "return (digit & 1u) * 16u;",
    replace: "return (~digit & 1u) * 8u;",
    test: SORT,
  },
  {
    what: "the search for a segment stops at empty ones",
    file: "lib/sort/positions.wgsl",
    find: "if (x[middle] <= position)",
    replace: "if (x[middle] < position)",
    test: SORT,
  },
];
