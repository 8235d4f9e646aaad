import { type Gpu, GpuArray, type HostArray } from "@rederive/lib/gpu";
import type { BenchCase, Made } from "../kernels/bench_case.ts";
import type { Contender, Prepared } from "./contender.ts";
import { time } from "./stopwatch.ts";

/** The kernels of lib on a GPU; how the others are compared with. */
export function ours(gpu: Gpu): Contender {
  const fence = gpu.zeros("u32", 1);
  let work: BenchCase;

  async function run(): Promise<void> {
    const made = listOf(await work.gpu());
    const arrays = made.filter((each) => each instanceof GpuArray);
    // Either way it comes back when everything before it is done.
    if (work.readback) await gpu.readMany(arrays);
    else if (arrays.length > 0 || made.length === 0) await gpu.read(fence);
    for (const array of arrays) array[Symbol.dispose]();
  }

  return {
    name: "rederive",
    async prepare(next): Promise<Prepared> {
      work = next;
      const outputs = await readAll(gpu, listOf(await work.gpu()));
      await run();
      return { outputs };
    },
    run: () => time(run),
    forget: () => Promise.resolve(),
    async [Symbol.asyncDispose]() {
      fence[Symbol.dispose]();
      await gpu.settle();
    },
  };
}

/** What a side made, as a list. */
export function listOf(made: Made): readonly (GpuArray | HostArray)[] {
  if (made === undefined) return [];
  return isList(made) ? made : [made];
}

/** `Array.isArray()` does not see read-only ones. */
function isList(made: Exclude<Made, void>): made is readonly (GpuArray | HostArray)[] {
  return Array.isArray(made);
}

async function readAll(
  gpu: Gpu,
  made: readonly (GpuArray | HostArray)[],
): Promise<HostArray[]> {
  const outputs: HostArray[] = [];
  for (const each of made) {
    if (!(each instanceof GpuArray)) {
      outputs.push(each);
      continue;
    }
    using array = each;
    outputs.push(await gpu.read(array));
  }
  return outputs;
}
