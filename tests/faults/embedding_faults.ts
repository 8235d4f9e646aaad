import type { Fault } from "./fault.ts";

const EMBEDDING = "tests/embedding/embedding_test.ts";

/** Faults of lib/embedding. */
export const embeddingFaults: readonly Fault[] = [
  {
    what: "an embedding loses the tail of a row",
    file: "lib/embedding/embedding.wgsl",
    find: "(call.cells + RUN - 1u) / RUN",
    replace: "max(1u, call.cells / RUN)",
    test: EMBEDDING,
  },
  {
    what: "the gradient of an embedding leaves the last place of a row out",
    file: "lib/sparse/add_rows.wgsl",
    find: "i < end; i++) { sum",
    replace: "i + 1u < end; i++) { sum",
    test: EMBEDDING,
  },
  {
    what: "a row that is looked up often is walked through in one go",
    file: "lib/sparse/grouping.ts",
    find: "{ cpu: 4096, gpu: 1024 }",
    replace: "{ cpu: 2 ** 30, gpu: 2 ** 30 }",
    test: EMBEDDING,
  },
  {
    what: "rows one past the table are looked up",
    file: "lib/embedding/row_index.ts",
    find: "row >= rows)",
    replace: "row > rows)",
    test: EMBEDDING,
  },
];
