import type { Fault } from "./fault.ts";

const MULTIPLY = "tests/sparse/multiply_sparse_test.ts";
const MATRIX = "tests/sparse/sparse_matrix_test.ts";

/** Faults of lib/sparse. */
export const sparseFaults: readonly Fault[] = [
  {
    what: "a sparse product forgets where the numbers of the transpose are",
    file: "lib/sparse/add_rows.wgsl",
    find: "return values[places[i]];",
    replace: "return values[i];",
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
