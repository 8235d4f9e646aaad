import { deepStrictEqual as deepEqual, throws } from "node:assert/strict";
import { stream } from "@rederive/lib/random";
import * as reference from "@rederive/lib/reference";
import { sparseFromCoordinates, sparseMatrix } from "@rederive/lib/sparse";
import { gpuTest } from "../gpu/with_gpu.ts";
import { coordinatesOf } from "./sparse_case.ts";

gpuTest("sparseFromCoordinates() adds up what is at the same place, in f64", async (gpu) => {
  const draw = stream(5);
  const [rows, columns] = [7, 5];
  const entries = Array.from(
    { length: 500 },
    () => [draw.integer(rows), draw.integer(columns), draw.normal()] as const,
  );
  using matrix = sparseFromCoordinates(gpu, coordinatesOf(entries), { rows, columns });
  const { starts, values, byRow } = matrix;
  const [from, columnsOf, numbers] = await gpu.readMany([starts, byRow.indices, values]);
  const want = reference.dense(entries, { rows, columns });
  // 500 draws leave none of the 35 places out
  deepEqual([...from], Array.from({ length: rows + 1 }, (_, row) => row * columns));
  deepEqual([...columnsOf], Array.from({ length: rows * columns }, (_, i) => i % columns));
  deepEqual([...numbers], want.map(Math.fround));
});

gpuTest("sparseFromCoordinates() adds in the order entries come in", async (gpu) => {
  // 1 is lost beside 2^53 in f64, so that the order shows
  const entries = [[0, 0, 2 ** 53], [0, 0, 1], [0, 0, -(2 ** 53)], [0, 1, 1], [0, 1, 2]] as const;
  using matrix = sparseFromCoordinates(gpu, coordinatesOf(entries), { rows: 1, columns: 2 });
  deepEqual([...await gpu.read(matrix.values)], [0, 3]);
});

gpuTest("sparseMatrix() refuses what is no matrix in compressed rows", (gpu) => {
  const make = (starts: number[], indices: number[], values: number[] = indices) =>
    sparseMatrix(gpu, { starts, indices, values }, { columns: 3 });
  const refuses = (make: () => unknown, message: string) =>
    throws(make, { name: "RangeError", message: `Cannot make a sparse matrix: ${message}` });
  refuses(
    () => make([0, 1], [0, 1]),
    "starts go from 0 to 1, wanted from 0 to the 2 entries",
  );
  refuses(
    () => make([], []),
    "starts go from undefined to undefined, wanted from 0 to the 0 entries",
  );
  refuses(
    () => make([0, 2, 1, 3], [0, 1, 2]),
    "row 1 goes from entry 2 to 1, wanted starts that ascend",
  );
  refuses(
    () => make([0, 0.5, 1], [0]),
    "row 0 goes from entry 0 to 0.5, wanted starts that ascend",
  );
  refuses(() => make([0, 2], [0, 3]), "entry 1 is in column 3, wanted one from 0 to 2");
  refuses(() => make([0, 1], [-1]), "entry 0 is in column -1, wanted one from 0 to 2");
  refuses(() => make([0, 1], [NaN]), "entry 0 is in column NaN, wanted one from 0 to 2");
  refuses(() => make([0, 1], [0], [1, 2]), "1 columns and 2 values, wanted one an entry");
  refuses(
    () => sparseMatrix(gpu, { starts: [0, 1], indices: [0], values: [1] }, { columns: 0 }),
    "entry 0 is in column 0, wanted none, there are no columns",
  );
  refuses(
    () => sparseFromCoordinates(gpu, coordinatesOf([[2, 0, 1]]), { rows: 2, columns: 2 }),
    "entry 0 is at (2, 0), wanted a place in a (2, 2) matrix",
  );
  refuses(
    () =>
      sparseFromCoordinates(
        gpu,
        { rowIndices: [0], columnIndices: [], values: [1] },
        { rows: 1, columns: 1 },
      ),
    "1 rows, 0 columns and 1 values, wanted one of each an entry",
  );
});
