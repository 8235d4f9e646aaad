import { checkArray, checkSizes } from "../gpu/check_array.ts";
import { type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import code from "./rope.wgsl" with { type: "text" };

/** Sizes of what is turned, (rows, T, D), and where it stands. */
export interface RopeOptions {
  /** B times H. */
  rows: number;
  /** T. */
  time: number;
  /** D, even. */
  width: number;
  /** Position of the first row of time, as after a cache; 0 unless given. */
  start?: number;
  /** What the angles' wavelengths grow to; 10000 unless given. */
  base?: number;
}

/**
 * Rotary position embedding, rotate-half: turns (x[c], x[c + D/2]) by (start + t) base^(-2c / D), so
 * that the product of a query and a key depends on how far apart they stand. Angles are worked out in
 * f64; |error| <= 2^-22 (|x[c]| + |x[c + D/2]|).
 *
 * @example
 * ```ts
 * import { rope } from "@rederive/lib/attention";
 * import { assertClose } from "@rederive/lib/check";
 * import { openGpu } from "@rederive/lib/gpu";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(1, 0, 1, 0)); // two steps of time, D = 2
 * using y = await rope(gpu, x, { rows: 1, time: 2, width: 2 });
 * const want = [1, 0, Math.cos(1), Math.sin(1)];
 * assertClose(await gpu.read(y), want, { abs: 2 ** -22, rel: 0 });
 * ```
 */
export function rope(
  gpu: Gpu,
  x: GpuArray<"f32">,
  options: RopeOptions,
): Promise<GpuArray<"f32">> {
  return turn(gpu, "turn by position", x, { ...options, sign: 1 });
}

/**
 * The gradient of `rope()` by x: the same turn backwards.
 *
 * @example
 * ```ts
 * import { rope, ropeGradient } from "@rederive/lib/attention";
 * import { assertClose } from "@rederive/lib/check";
 * import { openGpu } from "@rederive/lib/gpu";
 *
 * await using gpu = await openGpu();
 * const options = { rows: 1, time: 1, width: 4, start: 99 };
 * using x = gpu.array(Float32Array.of(1, 2, 3, 4));
 * using y = await rope(gpu, x, options);
 * using back = await ropeGradient(gpu, y, options);
 * assertClose(await gpu.read(back), [1, 2, 3, 4], { abs: 1e-5, rel: 0 });
 * ```
 */
export function ropeGradient(
  gpu: Gpu,
  outputGradient: GpuArray<"f32">,
  options: RopeOptions,
): Promise<GpuArray<"f32">> {
  return turn(gpu, "turn back by position", outputGradient, { ...options, sign: -1 });
}

async function turn(
  gpu: Gpu,
  action: string,
  x: GpuArray<"f32">,
  options: RopeOptions & { sign: 1 | -1 },
): Promise<GpuArray<"f32">> {
  const { rows, time, width, start = 0, base = 10_000, sign } = options;
  checkSizes(action, { rows, time, width, start });
  if (width % 2 !== 0) {
    throw new RangeError(`Cannot ${action}: width is ${width}, wanted an even number`);
  }
  if (!(base > 0 && base < Infinity)) {
    throw new RangeError(`Cannot ${action}: base is ${base}, wanted a positive number`);
  }
  const length = rows * time * width;
  const shape = `(rows, T, D) = (${rows}, ${time}, ${width})`;
  checkArray(gpu, action, "x", x, { type: "f32", length, shape });
  const y = gpu.empty("f32", length, "turned");
  if (length === 0) return y;
  const half = width / 2;
  const workgroupSize = 64;
  const kernel = await gpu.kernel({
    code,
    entry: "rope",
    overrides: { WORKGROUP_SIZE: workgroupSize },
  });
  const turns = new Float32Array(time * width);
  for (let t = 0; t < time; t++) {
    for (let c = 0; c < half; c++) {
      const angle = (start + t) * base ** (-c / half);
      turns.set([Math.cos(angle), Math.sin(angle)], 2 * (t * half + c));
    }
  }
  const call = Uint32Array.of(length / 2, time, half, 0);
  call.set(new Uint32Array(Float32Array.of(sign).buffer), 3);
  gpu.run(kernel, [call, turns, x, y], spread(length / 2, workgroupSize));
  return y;
}
