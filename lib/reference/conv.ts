/** Sizes of a convolution, each pair down and across. */
export interface ConvShape {
  /** Images. */
  batch: number;
  /** Planes in. */
  channels: number;
  /** Rows of a plane. */
  height: number;
  /** Columns of a plane. */
  width: number;
  /** Planes out. */
  outputs: number;
  /** Rows and columns of a window. */
  kernel: readonly [number, number];
  /** Steps between windows. */
  stride: readonly [number, number];
  /** Zeros around the image. */
  padding: readonly [number, number];
  /** Steps in a window. */
  dilation: readonly [number, number];
  /** Planes in and out are split into so many. */
  groups: number;
}

/** Rows and columns of the result. */
function outer(
  { height, width, kernel, stride, padding, dilation }: Omit<ConvShape, "outputs" | "groups">,
) {
  const fit = (size: number, a: 0 | 1) =>
    Math.floor((size + 2 * padding[a] - dilation[a] * (kernel[a] - 1) - 1) / stride[a]) + 1;
  return [fit(height, 0), fit(width, 1)] as const;
}

/** Calls `meet` for every product in the sum: places in the result, the image and the weight. */
function meetings(
  shape: ConvShape,
  meet: (y: number, x: number, weight: number) => void,
): void {
  const { batch, channels, height, width, outputs, kernel, stride, padding, dilation } = shape;
  const [rows, columns] = outer(shape);
  const [wide, wideOut] = [channels / shape.groups, outputs / shape.groups];
  for (let b = 0; b < batch; b++) {
    for (let o = 0; o < outputs; o++) {
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          for (let c = 0; c < wide; c++) {
            for (let u = 0; u < kernel[0]; u++) {
              for (let v = 0; v < kernel[1]; v++) {
                const row = i * stride[0] + u * dilation[0] - padding[0];
                const column = j * stride[1] + v * dilation[1] - padding[1];
                if (row < 0 || row >= height || column < 0 || column >= width) continue;
                const plane = Math.floor(o / wideOut) * wide + c;
                meet(
                  ((b * outputs + o) * rows + i) * columns + j,
                  ((b * channels + plane) * height + row) * width + column,
                  ((o * wide + c) * kernel[0] + u) * kernel[1] + v,
                );
              }
            }
          }
        }
      }
    }
  }
}

/**
 * A convolution in f64, zeros outside the image.
 *
 * @example
 * ```ts
 * import { conv2d } from "@rederive/lib/reference";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * const one = [1, 1] as const;
 * const sizes = { batch: 1, channels: 1, height: 1, width: 3, outputs: 1, groups: 1 };
 * const windows = { kernel: [1, 2], stride: one, padding: [0, 0], dilation: one } as const;
 * deepStrictEqual(conv2d([1, 2, 4], [1, -1], { ...sizes, ...windows }), [-1, -2]);
 * ```
 */
export function conv2d(
  x: ArrayLike<number>,
  weight: ArrayLike<number>,
  shape: ConvShape,
): number[] {
  const [rows, columns] = outer(shape);
  const y = new Array<number>(shape.batch * shape.outputs * rows * columns).fill(0);
  meetings(shape, (at, from, by) => y[at]! += weight[by]! * x[from]!);
  return y;
}

/**
 * The gradients of `conv2d()` in f64: every product hands dy times one factor to the other.
 *
 * @example
 * ```ts
 * import { conv2dGradients } from "@rederive/lib/reference";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * const one = [1, 1] as const;
 * const sizes = { batch: 1, channels: 1, height: 1, width: 3, outputs: 1, groups: 1 };
 * const windows = { kernel: [1, 2], stride: one, padding: [0, 0], dilation: one } as const;
 * const { dx, weight } = conv2dGradients([1, 2, 4], [1, -1], [1, 10], { ...sizes, ...windows });
 * deepStrictEqual(dx, [1, 9, -10]);
 * deepStrictEqual(weight, [21, 42]);
 * ```
 */
export function conv2dGradients(
  x: ArrayLike<number>,
  weight: ArrayLike<number>,
  dy: ArrayLike<number>,
  shape: ConvShape,
): { dx: number[]; weight: number[] } {
  const dx = new Array<number>(x.length).fill(0);
  const byWeight = new Array<number>(weight.length).fill(0);
  meetings(shape, (at, from, by) => {
    dx[from]! += weight[by]! * dy[at]!;
    byWeight[by]! += x[from]! * dy[at]!;
  });
  return { dx, weight: byWeight };
}

/**
 * The windows of images as columns, (B, C rows columns, windows): a convolution with every kernel that
 * is 1 in one place.
 *
 * @example
 * ```ts
 * import { unfold } from "@rederive/lib/reference";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * const one = [1, 1] as const;
 * const sizes = { batch: 1, channels: 1, height: 1, width: 3 };
 * const windows = { kernel: [1, 2], stride: one, padding: [0, 0], dilation: one } as const;
 * deepStrictEqual(unfold([1, 2, 4], { ...sizes, ...windows }), [1, 2, 2, 4]);
 * ```
 */
export function unfold(
  x: ArrayLike<number>,
  shape: Omit<ConvShape, "outputs" | "groups">,
): number[] {
  const [, taps, dots] = dotsOf(shape);
  return conv2d(x, dots, { ...shape, outputs: shape.channels * taps, groups: shape.channels });
}

/**
 * The adjoint of `unfold()` in f64.
 *
 * @example
 * ```ts
 * import { fold } from "@rederive/lib/reference";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * const one = [1, 1] as const;
 * const sizes = { batch: 1, channels: 1, height: 1, width: 3 };
 * const windows = { kernel: [1, 2], stride: one, padding: [0, 0], dilation: one } as const;
 * deepStrictEqual(fold([1, 2, 3, 4], { ...sizes, ...windows }), [1, 5, 4]);
 * ```
 */
export function fold(
  columns: ArrayLike<number>,
  shape: Omit<ConvShape, "outputs" | "groups">,
): number[] {
  const [elements, taps, dots] = dotsOf(shape);
  const full = { ...shape, outputs: shape.channels * taps, groups: shape.channels };
  return conv2dGradients(new Float64Array(elements), dots, columns, full).dx;
}

/** Elements of the images, taps of a window, and the kernels that are 1 in one place each. */
function dotsOf({ batch, channels, height, width, kernel }: Omit<ConvShape, "outputs" | "groups">) {
  const taps = kernel[0] * kernel[1];
  const one = Array.from({ length: taps * taps }, (_, i) => Number(i % (taps + 1) === 0));
  const dots = Array.from({ length: channels }, () => one).flat();
  return [batch * channels * height * width, taps, dots] as const;
}
