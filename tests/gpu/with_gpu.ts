import { strictEqual as equal } from "node:assert/strict";
import { type Family, type Gpu, openGpu } from "@rederive/lib/gpu";

// Poisoned: an element a kernel does not write reads as NaN, not as a lucky leftover of the pool.
const gpus: Record<Family, Gpu> = {
  cpu: await openGpu({ family: "cpu", poison: true }),
  gpu: await openGpu({ family: "gpu", poison: true }),
};

/**
 * A test on the GPU that also fails when it leaves an array undisposed. With `families` it runs
 * twice, once with the kernel shapes of each family, whatever the adapter is.
 */
export function gpuTest(
  name: string,
  body: (gpu: Gpu) => void | Promise<void>,
  options: { families?: readonly Family[] } = {},
): void {
  const families = options.families ?? ["cpu"];
  for (const family of families) {
    const title = families.length > 1 ? `${name}, ${family} shapes` : name;
    Deno.test(title, async () => {
      const gpu = gpus[family];
      const before = gpu.memory.arrays;
      await body(gpu);
      await gpu.idle(); // past reads leave 10 ms timers, which --sanitize-ops would call leaks
      equal(gpu.memory.arrays, before, "arrays left undisposed");
    });
  }
}

/** For `families`: every kernel whose shape depends on the family. */
export const BOTH: readonly Family[] = ["cpu", "gpu"];
