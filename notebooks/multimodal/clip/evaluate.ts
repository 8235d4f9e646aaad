import type { Gpu } from "@rederive/lib/gpu";
import { normalised } from "@rederive/lib/models";
import { EDGE } from "@rederive/lib/shapes";
import { noGrad, openScope, read, tensor } from "@rederive/lib/tensor";
import { type DualEncoder, LENGTH, WIDTH } from "./networks.ts";
import type { Pairs } from "./pairs.ts";

/** Vectors (N, D_e) of length 1, row by row. */
export type Vectors = Float32Array<ArrayBuffer>;

/** What a dual encoder makes of pictures. */
export async function embedPictures(
  gpu: Gpu,
  { pictures }: DualEncoder,
  { pixels }: Pick<Pairs, "pixels">,
): Promise<Vectors> {
  using _scope = openScope(gpu);
  const shape = [pixels.length / (3 * EDGE ** 2), 3, EDGE, EDGE];
  return await read(noGrad(() => normalised(pictures(tensor(gpu, pixels, { shape })))));
}

/** What it makes of captions. */
export async function embedCaptions(
  gpu: Gpu,
  { captions }: DualEncoder,
  { ids, ends }: Pick<Pairs, "ids" | "ends">,
): Promise<Vectors> {
  using _scope = openScope(gpu);
  const texts = tensor(gpu, ids, { shape: [ends.length, LENGTH] });
  return await read(noGrad(() => normalised(captions(texts, tensor(gpu, ends)))));
}

/** Cosines of each vector with each, (rows of a) lists of (rows of b) numbers. */
export function cosines(a: Vectors, b: Vectors): Float64Array[] {
  const row = (x: Vectors, i: number) => x.subarray(i * WIDTH, (i + 1) * WIDTH);
  return Array.from(
    { length: a.length / WIDTH },
    (_, i) =>
      Float64Array.from({ length: b.length / WIDTH }, (_, j) => {
        const other = row(b, j);
        return row(a, i).reduce((sum, v, k) => sum + v * other[k]!, 0);
      }),
  );
}

/** Where the largest is. */
export function best(numbers: ArrayLike<number>): number {
  let at = 0;
  for (let i = 1; i < numbers.length; i++) if (numbers[i]! > numbers[at]!) at = i;
  return at;
}

/** The mean of both directions of the loss, in f64, of cosines of texts with pictures. */
export function lossOf(cosines: readonly Float64Array[], scale: number): number {
  const n = cosines.length;
  const oneWay = (at: (i: number, j: number) => number) => {
    let total = 0;
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += Math.exp(scale * (at(i, j) - at(i, i)));
      total += Math.log(sum);
    }
    return total / n;
  };
  return (oneWay((i, j) => cosines[i]![j]!) + oneWay((i, j) => cosines[j]![i]!)) / 2;
}
