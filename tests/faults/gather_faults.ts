import type { Fault } from "./fault.ts";

const GATHER = "tests/gather/gather_test.ts";

/** Faults of lib/gather. */
export const gatherFaults: readonly Fault[] = [
  {
    what: "gather runs over the end of a row",
    file: "lib/gather/gather.wgsl",
    find: "min(RUN, last.length - first)",
    replace: "RUN",
    test: GATHER,
  },
  {
    what: "gather leaves the last, partial run of a row out",
    file: "lib/gather/gather.wgsl",
    find: "(last.length + RUN - 1u) / RUN",
    replace: "max(1u, last.length / RUN)",
    test: GATHER,
  },
  {
    what: "gather walks the block without its strides",
    file: "lib/gather/gather.wgsl",
    find: "entry += axis.table_stride * coordinate;",
    replace: "entry += coordinate;",
    test: GATHER,
  },
  {
    what: "gather reads the table once a run where it changes along it",
    file: "lib/gather/gather.ts",
    find: "Number(last.tableStride > 0)",
    replace: "0",
    test: GATHER,
  },
  {
    what: "rows that do not begin at a vector are moved as vectors",
    file: "lib/gather/gather.ts",
    find: "offset % 4 === 0 &&",
    replace: "",
    test: GATHER,
  },
  {
    what: "steps between rows of vectors are counted in elements",
    file: "lib/gather/gather.ts",
    find: "stride: axis.stride / 4",
    replace: "stride: axis.stride",
    test: GATHER,
  },
  {
    what: "gather joins axes that only look like one",
    file: "lib/gather/walk.ts",
    find: "      outer.tableStride === inner.tableStride * length;",
    replace: "      outer !== undefined;",
    test: GATHER,
  },
];
