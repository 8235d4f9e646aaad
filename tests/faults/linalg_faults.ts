import type { Fault } from "./fault.ts";

const MATMUL = "tests/linalg/batched_matmul_test.ts";
const DIFFERENCE = "tests/linalg/max_abs_difference_test.ts";
const RIGID = "tests/linalg/rigid_test.ts";

/** Faults of lib/linalg. */
export const linalgFaults: readonly Fault[] = [
  {
    what: "products by registers do not start at 0",
    file: "lib/linalg/batched_matmul.wgsl",
    find: "var sum = array<vec4f, 2>();",
    replace: "var sum = rows[0];",
    test: MATMUL,
  },
  {
    what: "products by registers leave the last term out",
    file: "lib/linalg/batched_matmul.wgsl",
    find: "let v = number_a(i32(a_start + r * A_ROW + k * A_COLUMN));",
    replace: "let v = select(number_a(i32(a_start + r * A_ROW + k * A_COLUMN)), 0.0, k + 1u == K);",
    test: MATMUL,
  },
  {
    what: "products by registers ignore columns from the fifth on",
    file: "lib/linalg/batched_matmul.wgsl",
    find: "sum[1] += v * rows[k][1];",
    replace: "",
    test: MATMUL,
  },
  {
    what: "products by elements take a transposed",
    file: "lib/linalg/batched_matmul.wgsl",
    find: "number_a(i32(t * batch.a_stride + r * A_ROW + k * A_COLUMN))",
    replace: "number_a(i32(t * batch.a_stride + r * A_COLUMN + k * A_ROW))",
    test: MATMUL,
  },
  {
    what: "products by elements leave the last matrix out",
    file: "lib/linalg/batched_matmul.wgsl",
    find: "if (i >= batch.size * N * M)",
    replace: "if (i >= (batch.size - 1u) * N * M)",
    test: MATMUL,
  },
  {
    what: "a single matrix is not repeated",
    file: "lib/linalg/batched_matmul.ts",
    find: "if (array.length === size) return 0;",
    replace: "if (array.length === size) return size;",
    test: MATMUL,
  },
  {
    what: "differences see the padding of the last vector",
    file: "lib/linalg/max_abs_difference.wgsl",
    find: "index < vec4u(call.n)",
    replace: "vec4<bool>(true)",
    test: DIFFERENCE,
  },
  {
    what: "differences leave the last vector out",
    file: "lib/linalg/max_abs_difference.wgsl",
    find: "i * 4u < call.n",
    replace: "i * 4u + 4u < call.n",
    test: DIFFERENCE,
  },
  {
    what: "differences lose NaN",
    file: "lib/linalg/max_abs_difference.wgsl",
    find: "vec4u(NOT_A_NUMBER), has_nan",
    replace: "vec4u(0u), has_nan",
    test: DIFFERENCE,
  },
  {
    what: "differences keep their sign",
    file: "lib/linalg/max_abs_difference.wgsl",
    find: "return v & vec4u(0x7fffffffu);",
    replace: "return v;",
    test: DIFFERENCE,
  },
  {
    what: "a rotation turns the other way about y",
    file: "lib/linalg/rotations.wgsl",
    find: "x.y - w.z, x.z + w.y,",
    replace: "x.y - w.z, x.z - w.y,",
    test: RIGID,
  },
  {
    what: "quaternions are not normalised",
    file: "lib/linalg/rotations.wgsl",
    find: "2.0 / dot(q, q)",
    replace: "2.0",
    test: RIGID,
  },
  {
    what: "adjoints put the lever arm on the wrong side",
    file: "lib/linalg/adjoints.wgsl",
    find: "select(3u, 18u, ANGULAR_FIRST)",
    replace: "select(18u, 3u, ANGULAR_FIRST)",
    test: RIGID,
  },
  {
    what: "adjoints turn the lever arm round",
    file: "lib/linalg/adjoints.wgsl",
    find: "cross(t, column)",
    replace: "cross(column, t)",
    test: RIGID,
  },
  {
    what: "adjoints leave the zero block unwritten",
    file: "lib/linalg/adjoints.wgsl",
    find: "adjoints[at + 21u - off_diagonal] = 0.0;",
    replace: "",
    test: RIGID,
  },
  {
    what: "a skew matrix is symmetric in z",
    file: "lib/linalg/hats.wgsl",
    find: "array(0.0, -v[2]",
    replace: "array(0.0, v[2]",
    test: RIGID,
  },
];
