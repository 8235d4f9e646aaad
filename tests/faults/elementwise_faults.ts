import type { Fault } from "./fault.ts";

const ELEMENTWISE = "tests/elementwise/elementwise_test.ts";
const TABLE = "tests/elementwise/op_table_test.ts";

/** Faults of lib/elementwise. */
export const elementwiseFaults: readonly Fault[] = [
  {
    what: "elementwise leaves the last, partial run of a row out",
    file: "lib/elementwise/elementwise.wgsl",
    find: "(last.length + RUN - 1u) / RUN",
    replace: "max(1u, last.length / RUN)",
    test: ELEMENTWISE,
  },
  {
    what: "elementwise leaves the last element of four out",
    file: "lib/elementwise/elementwise.wgsl",
    find: "if (rest > 3u)",
    replace: "if (rest > 4u)",
    test: ELEMENTWISE,
  },
  {
    what: "numbers of large inputs are looked up in the texel before",
    file: "lib/gpu/reads_texels.wgsl",
    find: "texel(INPUT_texels, u32(i) / 4u)",
    replace: "texel(INPUT_texels, u32(max(i, 4)) / 4u - 1u)",
    test: ELEMENTWISE,
  },
  {
    what: "the third of four numbers is read from the second",
    file: "lib/gpu/reads_array.wgsl",
    find: "INPUT_numbers[i.z]",
    replace: "INPUT_numbers[i.y]",
    test: ELEMENTWISE,
  },
  {
    what: "only the first texels of a large input are read",
    file: "lib/gpu/reads_texels.wgsl",
    find: "texel(INPUT_texels, u32(i))",
    replace: "texel(INPUT_texels, u32(i) & 0x3fffu)",
    test: ELEMENTWISE,
  },
  {
    what: "elementwise repeats the first of four where a whole row has one value",
    file: "lib/elementwise/elementwise.wgsl",
    find: "repeated_b(run.positions.y)",
    replace: "vec4f(vector_b(at.y).x)",
    test: ELEMENTWISE,
  },
  {
    what: "elementwise starts every run of vectors a quarter of the way",
    file: "lib/elementwise/elementwise.wgsl",
    find: "i32(first * width)",
    replace: "i32(first)",
    test: ELEMENTWISE,
  },
  {
    what: "workgroups of elementwise beyond 65 535 repeat the first row",
    file: "lib/elementwise/elementwise.ts",
    find: "spread(runs, WORKGROUP_SIZE)",
    replace: "Math.min(65_535, Math.ceil(runs / WORKGROUP_SIZE))",
    test: ELEMENTWISE,
  },
  {
    what: "elementwise reads shifted views as vectors",
    file: "lib/elementwise/joint_axes.ts",
    find: "starts.every((start) => start % 4 === 0)",
    replace: "starts.length > 0",
    test: ELEMENTWISE,
  },
  {
    what: "elementwise joins axes that only one input walks as one",
    file: "lib/elementwise/joint_axes.ts",
    find: "outer?.strides.every(",
    replace: "outer?.strides.some(",
    test: ELEMENTWISE,
  },
  {
    what: "elementwise walks a repeated axis",
    file: "lib/elementwise/joint_axes.ts",
    find: "(shape.at(fromRight) ?? 1) === 1 ||",
    replace: "",
    test: ELEMENTWISE,
  },
  {
    what: "gradients of elementwise ignore what arrives from behind",
    file: "lib/elementwise/elementwise.ts",
    find: "return g * (${derivative.wgsl});",
    replace: "return (${derivative.wgsl});",
    test: ELEMENTWISE,
  },
  {
    what: "elementwise reaches outside its arrays in silence",
    file: "lib/elementwise/operand.ts",
    find: "low >= 0 && high < array.length",
    replace: "high >= low",
    test: ELEMENTWISE,
  },
  {
    what: "the derivative of a quotient has the wrong sign",
    file: "lib/elementwise/ops/arithmetic.ts",
    find: "(_a, b, y) => -y / b",
    replace: "(_a, b, y) => y / b",
    test: TABLE,
  },
  {
    what: "the GPU's derivative of a quotient has the wrong sign",
    file: "lib/elementwise/ops/arithmetic.ts",
    find: '"-y / b"',
    replace: '"y / b"',
    test: ELEMENTWISE,
  },
  {
    what: "sigmoid overflows in its exponential",
    file: "lib/elementwise/ops/functions.ts",
    find: "exp(min(-a, vec4f(80.0)))",
    replace: "exp(a)",
    test: ELEMENTWISE,
  },
  {
    what: "quickGelu forgets how steep it is on the way back",
    file: "lib/elementwise/ops/functions.ts",
    find: "(1.0 + 1.702 * (a - y))",
    replace: "(1.0 + (a - y))",
    test: ELEMENTWISE,
  },
  {
    what: "geluTanh forgets the slope of its argument",
    file: "lib/elementwise/ops/functions.ts",
    find: "(1 - t * t) * innerSlope(a)",
    replace: "(1 - t * t)",
    test: TABLE,
  },
  {
    what: "ties of min go to the first input",
    file: "lib/elementwise/ops/choices.ts",
    find:
      '["0.5 + 0.5 * sign(b - a)", (a, b) => halfAtTies(b - a)],\n    ["0.5 + 0.5 * sign(a - b)"',
    replace: '[ONE_WHERE("a <= b"), (a, b) => halfAtTies(b - a)],\n    ["0.5 + 0.5 * sign(a - b)"',
    test: ELEMENTWISE,
  },
];
