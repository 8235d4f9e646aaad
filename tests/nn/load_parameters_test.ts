import { deepStrictEqual as deepEqual, rejects } from "node:assert/strict";
import { loadParameters, Module } from "@rederive/lib/nn";
import { read } from "@rederive/lib/tensor";
import type { Gpu } from "@rederive/lib/gpu";
import { gpuTest } from "../gpu/with_gpu.ts";

/** Two parameters of different shapes, and a buffer between them. */
class Pair extends Module {
  readonly wide = this.parameter("wide", [2, 3], {});
  readonly mean = this.buffer("mean", [2], { values: Float32Array.of(8, 9) });
  readonly long = this.parameter("long", [4], {});
  constructor(gpu: Gpu) {
    super(gpu);
  }
}

gpuTest(
  "loadParameters() fills parameters in their order and leaves buffers alone",
  async (gpu) => {
    using pair = new Pair(gpu);
    await loadParameters(pair, Float32Array.from({ length: 10 }, (_, i) => i));
    deepEqual([...await read(pair.wide)], [0, 1, 2, 3, 4, 5]);
    deepEqual([...await read(pair.long)], [6, 7, 8, 9]);
    deepEqual([...await read(pair.mean)], [8, 9]);
  },
);

gpuTest(
  "loadParameters() refuses too many numbers and too few, and changes nothing",
  async (gpu) => {
    using pair = new Pair(gpu);
    await loadParameters(pair, new Float32Array(10).fill(5));
    for (const length of [9, 11]) {
      await rejects(
        loadParameters(pair, new Float32Array(length)),
        { message: `Cannot load parameters: ${length} numbers, wanted 10 for 2 parameters` },
      );
    }
    deepEqual([...await read(pair.long)], [5, 5, 5, 5]);
  },
);
