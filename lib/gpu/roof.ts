import type { Gpu } from "./gpu.ts";
import code from "./roof.wgsl" with { type: "text" };
import type { Stopwatch } from "./stopwatch.ts";
import { spread } from "./workgroups.ts";

/** What a device does at most, measured on it. */
export interface Roof {
  /** Multiplications and additions of f32 a second, in 10^9. */
  readonly gflops: number;
  /** Bytes read and written a second by a copy, in 10^9. */
  readonly gbPerSecond: number;
}

const WORKGROUP_SIZE = 64;
const TURNS = 1024; // as in roof.wgsl
const COPIED = 32 * 2 ** 20; // bytes: beyond the caches, twice
const [ATTEMPTS, LONG_ENOUGH] = [3, 1]; // ms

/** Measures the roof of a device. */
export async function measureRoof(gpu: Gpu, stopwatch: Stopwatch): Promise<Roof> {
  const run = gpu.family === "cpu" ? 64 : 1;
  const overrides = { WORKGROUP_SIZE, RUN: run };
  const copy = await gpu.kernel({ code, entry: "copy", overrides });
  const multiply = await gpu.kernel({ code, entry: "multiply_add", overrides });
  using x = gpu.zeros("f32", COPIED / 4, "roof");
  using y = gpu.zeros("f32", COPIED / 4, "roof");
  /** Milliseconds of the fastest of a few runs. */
  const best = async (work: () => void) => {
    let least = Infinity;
    for (let i = 0; i < ATTEMPTS; i++) {
      const [row] = await stopwatch.time(work);
      least = Math.min(least, row!.ms);
    }
    return least;
  };
  const vectors = COPIED / 16;
  const copied = await best(() => gpu.run(copy, [x, y], spread(vectors / run, WORKGROUP_SIZE)));
  let groups = 64;
  let took = 0;
  while (took < LONG_ENOUGH && groups < 2 ** 15) {
    groups *= 2;
    took = await best(() => gpu.run(multiply, [x, y], groups));
  }
  return {
    gflops: groups * WORKGROUP_SIZE * TURNS * 64 / took / 1e6,
    gbPerSecond: 2 * COPIED / copied / 1e6,
  };
}
