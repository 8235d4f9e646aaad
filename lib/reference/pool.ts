import { type ConvShape, unfold } from "./conv.ts";

/** Sizes of images and of the windows that are pooled. */
export type PoolShape = Omit<ConvShape, "outputs" | "groups">;

/**
 * The elements of each window, (B, C, windows) of them, without those outside the image, and where they
 * are.
 */
function windowsOf(x: ArrayLike<number>, shape: PoolShape): { at: number; value: number }[][] {
  const places = unfold(Array.from(x, (_, i) => i + 1), shape); // 0: outside
  const taps = shape.kernel[0] * shape.kernel[1];
  const windows = places.length / (shape.batch * shape.channels * taps);
  return Array.from({ length: places.length / taps }, (_, w) => {
    const [plane, window] = [Math.floor(w / windows), w % windows];
    return Array.from(
      { length: taps },
      (_, tap) => places[(plane * taps + tap) * windows + window]!,
    )
      .filter((place) => place > 0)
      .map((place) => ({ at: place - 1, value: x[place - 1]! }));
  });
}

/**
 * The largest element of each window and its place in all images, the first of equals.
 *
 * @example
 * ```ts
 * import { maxPool2d } from "@rederive/lib/reference";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * const sizes = { batch: 1, channels: 1, height: 1, width: 4, kernel: [1, 2] } as const;
 * const windows = { stride: [1, 2], padding: [0, 0], dilation: [1, 1] } as const;
 * const pooled = maxPool2d([1, 3, 5, 5], { ...sizes, ...windows });
 * deepStrictEqual(pooled, [{ at: 1, value: 3 }, { at: 2, value: 5 }]);
 * ```
 */
export function maxPool2d(
  x: ArrayLike<number>,
  shape: PoolShape,
): { at: number; value: number }[] {
  return windowsOf(x, shape).map((window) =>
    window.reduce((best, each) => each.value > best.value ? each : best)
  );
}

/**
 * The mean of each window in f64, zeros outside the image counted.
 *
 * @example
 * ```ts
 * import { averagePool2d } from "@rederive/lib/reference";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * const sizes = { batch: 1, channels: 1, height: 1, width: 3, kernel: [1, 2] } as const;
 * const windows = { stride: [1, 2], padding: [0, 1], dilation: [1, 1] } as const;
 * deepStrictEqual(averagePool2d([4, 2, 6], { ...sizes, ...windows }), [2, 4]);
 * ```
 */
export function averagePool2d(x: ArrayLike<number>, shape: PoolShape): number[] {
  const taps = shape.kernel[0] * shape.kernel[1];
  return windowsOf(x, shape).map((window) =>
    window.reduce((sum, { value }) => sum + value, 0) / taps
  );
}

/**
 * The gradients of both pools in f64: each window hands its dy to its largest element, or a share to each.
 *
 * @example
 * ```ts
 * import { poolGradients } from "@rederive/lib/reference";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * const sizes = { batch: 1, channels: 1, height: 1, width: 4, kernel: [1, 2] } as const;
 * const windows = { stride: [1, 2], padding: [0, 0], dilation: [1, 1] } as const;
 * const { max, average } = poolGradients([1, 3, 5, 5], [2, 4], { ...sizes, ...windows });
 * deepStrictEqual(max, [0, 2, 4, 0]);
 * deepStrictEqual(average, [1, 1, 2, 2]);
 * ```
 */
export function poolGradients(
  x: ArrayLike<number>,
  dy: ArrayLike<number>,
  shape: PoolShape,
): { max: number[]; average: number[] } {
  const max = new Array<number>(x.length).fill(0);
  const average = new Array<number>(x.length).fill(0);
  for (const [w, { at }] of maxPool2d(x, shape).entries()) max[at]! += dy[w]!;
  const taps = shape.kernel[0] * shape.kernel[1];
  for (const [w, window] of windowsOf(x, shape).entries()) {
    for (const { at } of window) average[at]! += dy[w]! / taps;
  }
  return { max, average };
}
