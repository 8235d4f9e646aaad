import { type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import code from "./blocks.wgsl" with { type: "text" };
import philox4x32 from "./philox4x32.wgsl" with { type: "text" };
import threefry2x32 from "./threefry2x32.wgsl" with { type: "text" };
import threefry4x32 from "./threefry4x32.wgsl" with { type: "text" };

/** A counter-based generator by name. */
export type Generator = "threefry2x32" | "threefry4x32" | "philox4x32";

/** Words in a key and in a counter, published default of rounds, source. */
const GENERATORS = {
  threefry2x32: { key: 2, counter: 2, rounds: 20, code: threefry2x32 },
  threefry4x32: { key: 4, counter: 4, rounds: 20, code: threefry4x32 },
  philox4x32: { key: 2, counter: 4, rounds: 10, code: philox4x32 },
} as const;

/** Which generator under which key. */
export interface BlocksOptions {
  /** "threefry2x32" unless given. */
  generator?: Generator;
  /** Two words, four for "threefry4x32". */
  key: readonly number[];
  /** Rounds; the generator's published default unless given. */
  rounds?: number;
}

/**
 * Runs a generator on counters of your own, one after another in `counters`.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { randomBlocks } from "@rederive/lib/random";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using counters = gpu.array(Uint32Array.of(0, 0, 0, 0)); // two counters of two words
 * using blocks = await randomBlocks(gpu, counters, { key: [0, 0] });
 * const zero = [0x6b200159, 0x99ba4efe];
 * deepEqual([...await gpu.read(blocks)], [...zero, ...zero]);
 * ```
 */
export async function randomBlocks(
  gpu: Gpu,
  counters: GpuArray<"u32">,
  options: BlocksOptions,
): Promise<GpuArray<"u32">> {
  const { generator = "threefry2x32", key } = options;
  const { code: block, ...words } = GENERATORS[generator];
  if (key.length !== words.key || counters.length % words.counter !== 0) {
    throw new RangeError(
      `Cannot run ${generator}: key of ${key.length} words and counters of ${counters.length}, ` +
        `wanted ${words.key} and a multiple of ${words.counter}`,
    );
  }
  const workgroupSize = 256;
  const kernel = await gpu.kernel({
    code: [block, code],
    entry: "random_blocks",
    overrides: { ROUNDS: options.rounds ?? words.rounds, WORKGROUP_SIZE: workgroupSize },
    label: generator,
  });
  const n = counters.length / words.counter;
  const parameters = new Uint32Array(8);
  parameters[0] = n;
  parameters.set(key, words.key); // the key is aligned to its own size
  const blocks = gpu.empty("u32", counters.length, generator);
  gpu.run(kernel, [parameters, counters, blocks], spread(n, workgroupSize));
  return blocks;
}
