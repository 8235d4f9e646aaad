import { type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import code from "./avalanche.wgsl" with { type: "text" };
import { type Key, key } from "./key.ts";
import threefry from "./threefry2x32.wgsl" with { type: "text" };

/** What is flipped, under which key, in how many rounds. */
export interface AvalancheOptions {
  /** `key(0)` unless given. */
  key?: Key;
  /** Rounds of Threefry; 20 unless given. */
  rounds?: number;
  /** Flip the 64 bits of the counter (unless given) or those of the key. */
  flip?: "counter" | "key";
}

/**
 * Counts, for each of 64 input bits and 64 output bits of Threefry-2x32, how many of the counters
 * given change the output bit when the input bit is flipped: (64, 64), input bits in rows, bit 0 is
 * the lowest of the first word. A good mixer changes half of them.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { avalanche, key, randomBits } from "@rederive/lib/random";
 *
 * await using gpu = await openGpu();
 * using counters = await randomBits(gpu, key(1), 2 * 1024);
 * using counts = await avalanche(gpu, counters);
 * // 1024 coins: 512 with a standard deviation of 16; 4096 entries stay within 6 of them.
 * const far = (await gpu.read(counts)).filter((count) => Math.abs(count - 512) > 6 * 16);
 * if (far.length > 0) throw new Error("Threefry does not mix");
 * ```
 */
export async function avalanche(
  gpu: Gpu,
  counters: GpuArray<"u32">,
  options: AvalancheOptions = {},
): Promise<GpuArray<"u32">> {
  if (counters.length % 2 !== 0) {
    throw new RangeError(
      `Cannot flip bits: ${counters.length} words, wanted counters of two words`,
    );
  }
  const samples = counters.length / 2;
  const workgroupSize = 64;
  // Long chunks add up less often; short ones keep a GPU busy.
  const chunk = gpu.family === "cpu" ? 128 : 16;
  const kernel = await gpu.kernel({
    code: [threefry, code],
    entry: "avalanche",
    overrides: {
      ROUNDS: options.rounds ?? 20,
      FLIP_KEY: Number(options.flip === "key"),
      CHUNK: chunk,
      WORKGROUP_SIZE: workgroupSize,
    },
  });
  const parameters = new Uint32Array(4);
  parameters[0] = samples;
  parameters.set(options.key ?? key(0), 2);
  const counts = gpu.zeros("u32", 64 * 64, "avalanche");
  const items = 64 * Math.ceil(samples / chunk);
  gpu.run(kernel, [parameters, counters, counts], spread(items, workgroupSize));
  return counts;
}
