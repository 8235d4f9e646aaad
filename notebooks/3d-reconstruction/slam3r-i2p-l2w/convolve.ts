/** A kernel (C, width, 2) for points, and what is added. */
export interface Kernel {
  readonly weight: ArrayLike<number>;
  readonly bias: ArrayLike<number>;
  readonly width: number;
}

/**
 * Points (R, 2) convolved with a kernel that moves on by its own width: (R / width, C) in f64, as the formula
 * reads. The first window begins at ray `from`; behind the last ray comes the first.
 */
export function convolve(
  points: ArrayLike<number>,
  { weight, bias, width }: Kernel,
  { from = 0 }: { from?: number } = {},
): number[] {
  const rays = points.length / 2;
  const channels = bias.length;
  const out: number[] = [];
  for (let start = from; start < rays + from; start += width) {
    for (let c = 0; c < channels; c++) {
      let sum = bias[c]!;
      for (let k = 0; k < width; k++) {
        for (let xy = 0; xy < 2; xy++) {
          sum += weight[(c * width + k) * 2 + xy]! * points[2 * ((start + k) % rays) + xy]!;
        }
      }
      out.push(sum);
    }
  }
  return out;
}
