import { checkBinding } from "../../gpu/check_array.ts";
import { type Gpu, type GpuArray, spread } from "../../gpu/mod.ts";
import { bits, type Key, type Stream } from "../../random/mod.ts";
import threefry from "../../random/threefry2x32.wgsl" with { type: "text" };
import { checkF32, record } from "../recipe.ts";
import { valueOf, withDense } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import code from "./dropout.wgsl" with { type: "text" };

/** How much is dropped, and by which random numbers. */
export interface DropoutOptions {
  /** Share of the numbers that become 0, below 1. */
  rate: number;
  /** Two words are drawn from it, at once; what is dropped follows from them. */
  random: Stream;
}

const WORKGROUP_SIZE = 64;

/**
 * Sets each number to 0 with probability `rate` and divides the others by 1 - rate, so that the mean
 * stays. The same numbers are dropped on the way back, and whenever this is computed again.
 *
 * @throws {RangeError} when the rate is below 0, or 1 and more.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { stream } from "@rederive/lib/random";
 * import { dropout, read, tensor } from "@rederive/lib/tensor";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, new Float32Array(1000).fill(3));
 * const y = await read(dropout(x, { rate: 0.25, random: stream(0) }));
 * const kept = y.filter((each) => each === 4).length;
 * if (kept + y.filter((each) => each === 0).length !== 1000) throw new Error("neither 0 nor 4");
 * if (Math.abs(kept - 750) > 60) throw new Error(`${kept} kept`); // four standard deviations
 * ```
 */
export function dropout(x: Tensor, { rate, random }: DropoutOptions): Tensor {
  checkF32("drop out", x);
  if (!(rate >= 0 && rate < 1)) {
    throw new RangeError(`Cannot drop out: the rate is ${rate}, wanted one from 0 to below 1`);
  }
  if (rate === 0) return x;
  const drawn: { key: Key } = { key: [0, 0] };
  x.gpu.everyRun(() => {
    drawn.key = [random.integer(2 ** 32), random.integer(2 ** 32)];
  });
  return dropped(x, rate, drawn);
}

function dropped(x: Tensor, rate: number, drawn: { readonly key: Key }): Tensor {
  const threshold = Math.min(Math.round(rate * 2 ** 32), 2 ** 32 - 1);
  const scale = 1 / (1 - rate);
  return record({
    name: "dropout",
    shape: x.shape,
    run: async (gpu, values) =>
      valueOf(
        await withDense(gpu, values, (a) => run(gpu, a, { threshold, scale, drawn })),
        x.shape,
      ),
    f64: ([a]) => {
      const words = bits(drawn.key, a!.values.length);
      return Array.from(words, (word, i) => word >= threshold ? a!.values[i]! * scale : 0);
    },
    vjp: (g) => [dropped(g, rate, drawn)],
  }, [x]);
}

async function run(
  gpu: Gpu,
  x: GpuArray<"f32">,
  { threshold, scale, drawn }: { threshold: number; scale: number; drawn: { readonly key: Key } },
): Promise<GpuArray<"f32">> {
  checkBinding(gpu, "drop out", "x", x.byteLength);
  if (x.length === 0) return gpu.empty("f32", 0, "dropped out");
  const kernel = await gpu.kernel({
    code: [threefry, code],
    entry: "dropout",
    overrides: { WORKGROUP_SIZE },
  });
  const call = Uint32Array.of(x.length, threshold, 0);
  new Float32Array(call.buffer)[2] = scale;
  const y = gpu.empty("f32", x.length, "dropped out");
  using key = gpu.array(() => Uint32Array.from(drawn.key), "key");
  gpu.run(kernel, [call, key, x, y], spread(x.length, WORKGROUP_SIZE));
  return y;
}
