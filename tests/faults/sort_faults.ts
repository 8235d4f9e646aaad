import type { Fault } from "./fault.ts";

const SORT = "tests/sort/sort_test.ts";
const TOP_K = "tests/sort/top_k_test.ts";

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
    what: "a lane of the sort counts one key beyond its last",
    file: "lib/sort/radix_lanes.wgsl",
    find: "i < end; i++) { own[",
    replace: "i <= end; i++) { own[",
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
  {
    what: "top-k finds the last of equal ones",
    file: "lib/sort/top_k.wgsl",
    find: "word == own.x && i < at",
    replace: "word == own.x && i > at",
    test: TOP_K,
  },
  {
    what: "top-k collects one equal element too few",
    file: "lib/sort/top_k.wgsl",
    find: "word == goal && to.y < call.k",
    replace: "word == goal && to.y + 1u < call.k",
    test: TOP_K,
  },
  {
    what: "top-k forgets the digits it has found",
    file: "lib/sort/top_k.wgsl",
    find: "return ((word ^ goal) & known_bits()) == 0u;",
    replace: "return true;",
    test: TOP_K,
  },
  {
    what: "top-k on a CPU counts the first keys of a row only",
    file: "lib/sort/top_k_lanes.wgsl",
    find: "i < call.n; i += call.chunks",
    replace: "i + call.chunks < call.n; i += call.chunks",
    test: TOP_K,
  },
  {
    what: "top-k on a GPU reads every row at the first",
    file: "lib/sort/top_k_groups.wgsl",
    find: "x[row * call.n + i]",
    replace: "x[i]",
    test: TOP_K,
  },
  {
    what: "top-k on a GPU does not wait for the lanes that count",
    file: "lib/sort/top_k_groups.wgsl",
    find: "workgroupBarrier(); // every lane has counted",
    replace: "",
    test: TOP_K,
  },
  {
    what: "a lane walks further than software Vulkan lets it",
    file: "lib/gpu/longest_loop.ts",
    find: "32_768",
    replace: "131_072",
    test: SORT,
  },
  {
    what: "top-k of long rows pads the last block with the largest word",
    file: "lib/sort/narrow.wgsl",
    find: "var word = 0u;",
    replace: "var word = 0xffffffffu;",
    test: TOP_K,
  },
  {
    what: "top-k of long rows leaves blocks in the order of their peaks",
    file: "lib/sort/narrow.wgsl",
    find: "u32(chosen[i] < chosen[at])",
    replace: "u32(i < at)",
    test: TOP_K,
  },
  {
    what: "a block's peak leaves out what its last lane saw",
    file: "lib/sort/narrow.wgsl",
    find: "l < WORKGROUP_SIZE; l++",
    replace: "l + 1u < WORKGROUP_SIZE; l++",
    test: TOP_K,
  },
];
