import type { Fault } from "./fault.ts";

const MULTIPLY = "tests/sparse/multiply_sparse_test.ts";
const MATRIX = "tests/sparse/sparse_matrix_test.ts";

/** Faults of lib/sparse. */
export const sparseFaults: readonly Fault[] = [
  {
    what: "a sparse product forgets where the numbers of the transpose are",
    file: "lib/sparse/add_rows.wgsl",
    find: "return value_at(place_at(i));",
    replace: "return value_at(i);",
    test: MULTIPLY,
  },
  {
    what: "a sparse product walks through long rows in one go",
    file: "lib/sparse/grouping.ts",
    find: "{ cpu: 4096, gpu: 1024 }",
    replace: "{ cpu: 2 ** 30, gpu: 2 ** 30 }",
    test: MULTIPLY,
  },
  {
    what: "the stretches of a sparse product are weighted once more when they are added up",
    file: "lib/sparse/add_rows.ts",
    find: "addOnce(gpu, firsts, parts, { action, width })",
    replace: "addOnce(gpu, firsts, parts, { ...options, action, width })",
    test: MULTIPLY,
  },
  {
    what: "the gradient by sparse values finds the row before an entry's own",
    file: "lib/sparse/sampled_products.wgsl",
    find: "starts[middle] <= i",
    replace: "starts[middle] < i",
    test: MULTIPLY,
  },
  {
    what: "wide rows of a CPU lose the last of four cells",
    file: "lib/sparse/add_rows.wgsl",
    find: "if (first + 3u < call.cells)",
    replace: "if (first + 4u < call.cells)",
    test: MULTIPLY,
  },
  {
    what: "sparse entries on a CPU are read one off",
    file: "lib/sparse/reads_texels.wgsl",
    find: "0)[i % 4u];",
    replace: "0)[(i + 1u) % 4u];",
    test: MULTIPLY,
  },
  {
    what: "slopes of a sparse product on a GPU are those of its input",
    file: "lib/sparse/reads_arrays.wgsl",
    find: "return dy[i];",
    replace: "return x[i] + 0.0 * dy[i];",
    test: MULTIPLY,
  },
  {
    what: "sparse values lose their sign",
    file: "lib/sparse/cell_number.wgsl",
    find: "return cell;",
    replace: "return abs(cell);",
    test: MULTIPLY,
  },
  {
    what: "sparse values drop the last number of a vector",
    file: "lib/sparse/cell_vector.wgsl",
    find: "(cell.z + cell.w)",
    replace: "cell.z",
    test: MULTIPLY,
  },
  {
    what: "of sparse entries at the same place the last one counts",
    file: "lib/sparse/from_coordinates.ts",
    find: "sums[sums.length - 1]! += values[i]!;",
    replace: "sums[sums.length - 1] = values[i]!;",
    test: MATRIX,
  },
  {
    what: "a sparse matrix takes a column one past its last",
    file: "lib/sparse/check_compressed.ts",
    find: "column < columns)",
    replace: "column <= columns)",
    test: MATRIX,
  },
];
