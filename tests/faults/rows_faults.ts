import type { Fault } from "./fault.ts";

const SOFTMAX = "tests/rows/softmax_test.ts";
const ACTIVATE = "tests/rows/activate_test.ts";
const NORM = "tests/rows/norm_test.ts";
const ENTROPY = "tests/rows/cross_entropy_test.ts";

/** Faults of lib/rows. */
export const rowsFaults: readonly Fault[] = [
  {
    what: "softmax takes the last columns of the padding along",
    file: "lib/rows/access_numbers.wgsl",
    find: "quad * 4u + vec4u(0u, 1u, 2u, 3u) < vec4u(call.columns)",
    replace: "quad * 4u + vec4u(0u, 1u, 2u, 3u) <= vec4u(call.columns)",
    test: SOFTMAX,
  },
  {
    what: "softmax by vectors reads every row at the first",
    file: "lib/rows/access_vectors.wgsl",
    find: "return a[row * quads() + quad];",
    replace: "return a[quad];",
    test: SOFTMAX,
  },
  {
    what: "softmax subtracts the peak of one lane",
    file: "lib/rows/softmax.wgsl",
    find: "return max_all(max(max(most.x, most.y), max(most.z, most.w)), lane);",
    replace: "return max(max(most.x, most.y), max(most.z, most.w));",
    test: SOFTMAX,
  },
  {
    what: "a maximum over a workgroup loses half of its lanes",
    file: "lib/rows/reduce_workgroup.wgsl",
    find: "max(partial[lane].x, partial[lane + half].x)",
    replace: "partial[lane].x",
    test: SOFTMAX,
  },
  {
    what: "the gradient of softmax has the wrong sign inside",
    file: "lib/rows/softmax.wgsl",
    find: "(load_b(row, q) - mean)",
    replace: "(load_b(row, q) + mean)",
    test: SOFTMAX,
  },
  {
    what: "the gradient of log-softmax takes the logarithm for the share",
    file: "lib/rows/softmax.wgsl",
    find: "exp(load_a(row, q)) * all",
    replace: "load_a(row, q) * all",
    test: SOFTMAX,
  },
  {
    what: "cross-entropy looks one vector too far for its target",
    file: "lib/rows/softmax.wgsl",
    find: "u32(goal) / 4u)",
    replace: "u32(goal) / 4u + 1u)",
    test: ENTROPY,
  },
  {
    what: "cross-entropy takes any negative target for one left out",
    file: "lib/rows/softmax.wgsl",
    find: "0.0, goal == -1)",
    replace: "0.0, goal < 0)",
    test: ENTROPY,
  },
  {
    what: "the gradient of cross-entropy forgets its scale",
    file: "lib/rows/softmax.wgsl",
    find: "call.number * (share",
    replace: "(share",
    test: ENTROPY,
  },
  {
    what: "the variance of a norm is that around 0",
    file: "lib/rows/norm.wgsl",
    find: "within(q, load_a(row, q) - mean, 0.0)",
    replace: "within(q, load_a(row, q), 0.0)",
    test: NORM,
  },
  {
    what: "the variance of a norm counts the padding of a row",
    file: "lib/rows/norm.wgsl",
    find: "let far = within(q, load_a(row, q) - mean, 0.0);",
    replace: "let far = load_a(row, q) - mean;",
    test: NORM,
  },
  {
    what: "a norm divides by one column less",
    file: "lib/rows/norm.wgsl",
    find: "let variance = total(sum_all(squares, lane)) / n;",
    replace: "let variance = total(sum_all(squares, lane)) / max(1.0, n - 1.0);",
    test: NORM,
  },
  {
    what: "the gradient of a layer norm leaves the mean of the gradients in",
    file: "lib/rows/norm.wgsl",
    find: "/ n * f32(CENTERED);",
    replace: "/ n * 0.0;",
    test: NORM,
  },
  {
    what: "the gradient of an RMS norm takes the mean of the gradients out",
    file: "lib/rows/norm.wgsl",
    find: "/ n * f32(CENTERED);",
    replace: "/ n;",
    test: NORM,
  },
  {
    what: "gradients of a gain leave the last row of a slab out",
    file: "lib/rows/norm_columns.wgsl",
    find: "row < min(first + call.rows_per_slab, call.rows)",
    replace: "row < min(first + call.rows_per_slab - 1u, call.rows)",
    test: NORM,
  },
  {
    what: "gradients of a gain leave the first slab out",
    file: "lib/rows/norm_columns.wgsl",
    find: "for (var slab = 0u;",
    replace: "for (var slab = 1u;",
    test: NORM,
  },
  {
    what: "gelu stops falling at -3",
    file: "lib/rows/activations.wgsl",
    find: "min(abs(x), vec4f(12.0))",
    replace: "min(abs(x), vec4f(3.0))",
    test: ACTIVATE,
  },
  {
    what: "the slope of gelu loses its bell",
    file: "lib/rows/activations.wgsl",
    find: "c * INV_SQRT_TAU * exp(-0.5 * c * c)",
    replace: "c * INV_SQRT_TAU * exp(-c * c)",
    test: ACTIVATE,
  },
  {
    what: "the slope of gelu by tanh forgets its cube",
    file: "lib/rows/activations.wgsl",
    find: "(1.0 + 0.134145 * c * c)",
    replace: "1.0",
    test: ACTIVATE,
  },
  {
    what: "the slope of silu adds where it subtracts",
    file: "lib/rows/activations.wgsl",
    find: "s + c * s * (1.0 - s);",
    replace: "s - c * s * (1.0 - s);",
    test: ACTIVATE,
  },
  {
    what: "activations leave the last vector out",
    file: "lib/rows/activate.wgsl",
    find: "if (i < call.quads) { y[i] = activate(",
    replace: "if (i + 1u < call.quads) { y[i] = activate(",
    test: ACTIVATE,
  },
];
