import {
  deepStrictEqual as deepEqual,
  rejects,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import { assertClose, gamma } from "@rederive/lib/check";
import { embedding, embeddingGradient, rowIndex } from "@rederive/lib/embedding";
import * as reference from "@rederive/lib/reference";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";

const inputs = {
  flat: (i: number) => Math.sin(i + 1),
  spiky: (i: number) => 1e4 * Math.sin(i * i) ** 9,
};

/** Rows, width, places: ragged, one row for all, more rows than places, rows in several stretches. */
const shapes = [
  [1, 1, 1],
  [7, 63, 130],
  [65, 64, 64],
  [1, 65, 1000],
  [1000, 7, 63],
  [3, 200, 5],
  [2, 8, 9001],
] as const;

function fill(length: number, at: (i: number) => number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length }, (_, i) => at(i));
}

/** Some rows, many of them twice and more. */
function choose(rows: number, places: number): number[] {
  return Array.from(
    { length: places },
    (_, n) => Math.floor(rows * Math.abs(Math.sin(n * n)) ** 3),
  );
}

for (const [rows, width, places] of shapes) {
  for (const [name, at] of Object.entries(inputs)) {
    gpuTest(
      `embedding() and its gradient match the reference at (${rows}, ${width}), ${places} places, ${name}`,
      async (gpu) => {
        const chosen = choose(rows, places);
        const [numbers, slopes] = [fill(rows * width, at), fill(places * width, at)];
        using table = gpu.array(numbers);
        using dy = gpu.array(slopes);
        using index = rowIndex(gpu, chosen, { rows });
        using y = await embedding(gpu, table, index, { width });
        using byTable = await embeddingGradient(gpu, dy, index, { width });
        const [got, gradient] = await gpu.readMany([y, byTable]);
        deepEqual([...got], reference.embedding(numbers, chosen, width));
        const sizes = { rows, width };
        const want = reference.embeddingGradient(slopes, chosen, sizes);
        // One rounding a sum: Higham's bound over the places of a row.
        const abs = reference.embeddingGradient(slopes.map(Math.abs), chosen, sizes);
        assertClose(gradient, want, { abs: abs.map((size) => gamma(places) * size), rel: 0 });
      },
      { families: BOTH },
    );
  }
}

gpuTest("embedding() moves numbers bit for bit", async (gpu) => {
  const words = Uint32Array.of(0x80000000, 1, 0x807fffff, 0x7f800000, 0xff800000, 0x7fc00001, 0, 7);
  using table = gpu.array(new Float32Array(words.buffer));
  for (const width of [1, 4]) {
    using index = rowIndex(gpu, [1, 0, 1], { rows: 8 / width });
    using y = await embedding(gpu, table, index, { width });
    const [one, two] = [words.slice(width, 2 * width), words.slice(0, width)];
    const got = new Uint32Array((await gpu.read(y)).buffer);
    deepEqual([...got], [...one, ...two, ...one]);
  }
}, { families: BOTH });

gpuTest("embeddingGradient() matches central differences of the reference", async (gpu) => {
  const [rows, width, chosen] = [4, 3, [2, 0, 2, 2, 3]];
  const slopes = fill(15, (i) => Math.cos(i));
  const loss = (table: number[]) =>
    reference.embedding(table, chosen, width).reduce((sum, y, i) => sum + y * slopes[i]!, 0);
  const table = [...fill(12, inputs.flat)];
  // Linear: the difference is exact but for rounding.
  const want = table.map((x, i) => (loss(table.with(i, x + 1)) - loss(table.with(i, x - 1))) / 2);
  using dy = gpu.array(slopes);
  using index = rowIndex(gpu, chosen, { rows });
  using byTable = await embeddingGradient(gpu, dy, index, { width });
  assertClose(await gpu.read(byTable), want, { abs: 3 * gamma(3), rel: 0 });
}, { families: BOTH });

gpuTest("embeddingGradient() gives the same bits twice", async (gpu) => {
  const [rows, width, places] = [5, 33, 1000];
  using dy = gpu.array(fill(places * width, inputs.spiky));
  using index = rowIndex(gpu, choose(rows, places), { rows });
  using first = await embeddingGradient(gpu, dy, index, { width });
  using second = await embeddingGradient(gpu, dy, index, { width });
  deepEqual(...await gpu.readMany([first, second]) as [Float32Array, Float32Array]);
}, { families: BOTH });

// software Vulkan leaves loops after 65 535 turns in all: no lane may walk through all uses of a row
gpuTest("embeddingGradient() counts the uses of a row that is used all the time", async (gpu) => {
  const [width, places] = [64, 70_000];
  using dy = gpu.array(new Float32Array(places * width).fill(1));
  using index = rowIndex(gpu, new Uint8Array(places), { rows: 2 });
  using byTable = await embeddingGradient(gpu, dy, index, { width });
  const want = [...new Array(width).fill(places), ...new Array(width).fill(0)];
  deepEqual([...await gpu.read(byTable)], want);
}, { families: BOTH });

gpuTest("embedding() of no places is empty, and its gradient zeros", async (gpu) => {
  using none = gpu.empty("f32", 0);
  using table = gpu.array(Float32Array.of(1, 2));
  using index = rowIndex(gpu, [], { rows: 1 });
  using y = await embedding(gpu, table, index, { width: 2 });
  equal(y.length, 0);
  using byTable = await embeddingGradient(gpu, none, index, { width: 2 });
  deepEqual([...await gpu.read(byTable)], [0, 0]);
  using empty = rowIndex(gpu, [], { rows: 0 });
  using nothing = await embeddingGradient(gpu, none, empty, { width: 2 });
  equal(nothing.length, 0);
});

gpuTest("embedding() refuses rows that are not there and arrays that do not fit", async (gpu) => {
  for (const wrong of [3, -1, 0.5, NaN]) {
    throws(
      () => rowIndex(gpu, [0, 2, wrong], { rows: 3 }),
      new RegExp(
        `RangeError: Cannot look rows up: indices\\[2\\] is ${wrong}, wanted a row from 0 to 2`,
      ),
    );
  }
  throws(
    () => rowIndex(gpu, [0], { rows: 0 }),
    /indices\[0\] is 0, wanted none, the table is empty/,
  );
  using x = gpu.zeros("f32", 5);
  using index = rowIndex(gpu, [0, 1], { rows: 3 });
  await rejects(
    embedding(gpu, x, index, { width: 2 }),
    /RangeError: Cannot embed: the table has 5 elements, wanted \(V, C\) = \(3, 2\)/,
  );
  await rejects(
    embeddingGradient(gpu, x, index, { width: 2 }),
    /Cannot differentiate an embedding: outputGradient has 5 elements, wanted \(N, C\) = \(2, 2\)/,
  );
});
