import type { Fault } from "./fault.ts";

const FORWARD = "tests/attention/attention_test.ts";
const BACKWARD = "tests/attention/attention_gradient_test.ts";

/** Faults of lib/attention. */
export const attentionFaults: readonly Fault[] = [
  {
    what: "attention does not scale down what it summed under a smaller maximum",
    file: "lib/attention/forward.wgsl",
    find: "total0 = scale_row(s0.shrink, total0);",
    replace: "",
    test: FORWARD,
  },
  {
    what: "the second query of a pair takes the shares of the first",
    file: "lib/attention/forward.wgsl",
    find: "add_rows(total1, s1.p[n], v)",
    replace: "add_rows(total1, s0.p[n], v)",
    test: FORWARD,
  },
  {
    what: "attention gives hidden keys their share",
    file: "lib/attention/forward.wgsl",
    find: "z <= vec4f(HIDDEN)",
    replace: "z < vec4f(2.0 * MASKED)",
    test: FORWARD,
  },
  {
    what: "causal attention lets a query see one key too many",
    file: "lib/attention/call.wgsl",
    find: "i32(i) + 1 + i32(call.keys)",
    replace: "i32(i) + 2 + i32(call.keys)",
    test: FORWARD,
  },
  {
    what: "heads that share keys take turns instead of neighbours",
    file: "lib/attention/call.wgsl",
    find: "head % call.heads / (call.heads / call.kv_heads)",
    replace: "head % call.kv_heads",
    test: FORWARD,
  },
  {
    what: "rows of attention lose their second chunk in a product",
    file: "lib/attention/rows.wgsl",
    find: "if (D4 > 4u) { sum += dot_chunks(x.c1, y.c1); }",
    replace: "",
    test: FORWARD,
  },
  {
    what: "rows attention walks along lose their third chunk",
    file: "lib/attention/walk.wgsl",
    find: "if (D4 > 8u)",
    replace: "if (D4 > 12u)",
    test: FORWARD,
  },
  {
    what: "attention reads the row after the last one a cache holds",
    file: "lib/attention/walk_direct.wgsl",
    find: "start + min(row, rows - 1u) * D4",
    replace: "start + (row + 1u) * D4",
    test: FORWARD,
  },
  {
    what: "attention reads its tile before it is full",
    file: "lib/attention/walk_staged.wgsl",
    find: "workgroupBarrier(); // the tile is full before it is read",
    replace: "",
    test: FORWARD,
  },
  {
    what: "the mean slope of a row leaves its product out",
    file: "lib/attention/row_statistics.wgsl",
    find: "vec2f(log_sums[i], mean)",
    replace: "vec2f(log_sums[i], 0.0)",
    test: BACKWARD,
  },
  {
    what: "the gradient by queries forgets the scale",
    file: "lib/attention/query_gradient.wgsl",
    find: "= call.scale * vector_of(total, c)",
    replace: "= vector_of(total, c)",
    test: BACKWARD,
  },
  {
    what: "the gradient by keys leaves out the heads that share them",
    file: "lib/attention/key_gradient.wgsl",
    find: "h < shared_by",
    replace: "h < 1u",
    test: BACKWARD,
  },
  {
    what: "rope turns the second half the other way",
    file: "lib/attention/rope.wgsl",
    find: "x[second] * turn.x + x[first] * sine",
    replace: "x[second] * turn.x - x[first] * sine",
    test: "tests/attention/rope_test.ts",
  },
  {
    what: "the gradient of rope turns forward",
    file: "lib/attention/rope.ts",
    find: "sign: -1 }",
    replace: "sign: 1 }",
    test: "tests/attention/rope_test.ts",
  },
  {
    what: "a cache appends over its first rows",
    file: "lib/attention/append_rows.wgsl",
    find: "call.start + i % call.head",
    replace: "i % call.head",
    test: "tests/attention/kv_cache_test.ts",
  },
  {
    what: "lanes of attention read the row after the last one a cache holds",
    file: "lib/attention/walk_by_lanes.wgsl",
    find: "start + min(row, rows - 1u) * D4",
    replace: "start + row * D4",
    test: FORWARD,
  },
  {
    what: "lanes of attention share the first half of a row twice",
    file: "lib/attention/walk_by_lanes.wgsl",
    find: "row.c1 = second_half(m0);",
    replace: "row.c1 = first_half(m0);",
    test: FORWARD,
  },
  {
    what: "odd rows of attention take the statistics of the even ones",
    file: "lib/attention/saved_direct.wgsl",
    find: "row % 2u == 1u",
    replace: "row % 2u == 2u",
    test: BACKWARD,
  },
];
