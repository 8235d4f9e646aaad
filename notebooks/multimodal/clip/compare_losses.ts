import type { Gpu } from "@rederive/lib/gpu";
import { normalised } from "@rederive/lib/models";
import { crossEntropy, grad, mean, openScope, read, readMany, tensor } from "@rederive/lib/tensor";
import { logitsOf, symmetricLoss } from "./loss.ts";
import { formulaLoss, type Rows } from "./loss64.ts";
import { WIDTH } from "./networks.ts";

/** Vectors of N texts and of their N pictures, of any length, row by row. */
export type Sides = readonly [
  texts: Float32Array<ArrayBuffer>,
  pictures: Float32Array<ArrayBuffer>,
];

/** As the listing has it, or without the pictures' question. */
export type Asked = "both" | "texts twice";

/** Rows of D_e numbers. */
export function rowsOfWidth(x: ArrayLike<number>): number[][] {
  const all = Array.from(x);
  return Array.from(
    { length: all.length / WIDTH },
    (_, i) => all.slice(i * WIDTH, (i + 1) * WIDTH),
  );
}

/** The listing's loss on the GPU, cosines times `factor`, and its slopes by all numbers of both sides. */
export async function listingLoss(
  gpu: Gpu,
  [texts, pictures]: Sides,
  { factor, asked = "both" }: { factor: number; asked?: Asked },
): Promise<number[]> {
  using _scope = openScope(gpu);
  const shape = [texts.length / WIDTH, WIDTH];
  const [t, p] = [tensor(gpu, texts, { shape }), tensor(gpu, pictures, { shape })];
  const labels = tensor(gpu, Int32Array.from({ length: shape[0]! }, (_, i) => i));
  const scale = tensor(gpu, Float32Array.of(Math.log(factor)), { shape: [] });
  const logits = logitsOf(normalised(t), normalised(p), scale);
  const loss = asked === "both"
    ? symmetricLoss(logits, labels)
    : mean(crossEntropy(logits, labels));
  const parts = await readMany([loss, ...grad(loss, [t, p])]) as Float32Array[];
  return parts.flatMap((part) => [...part]);
}

/** The note's formula in f64 and its slopes by all numbers of both sides, by central differences. */
export function formulaWithSlopes(sides: Sides, temperature: number): number[] {
  const step = 1e-5;
  const at = (which: number, index: number, by: number) => {
    const moved = sides.map((side) => Array.from(side));
    moved[which]![index]! += by;
    return formulaLoss(rowsOfWidth(moved[0]!), rowsOfWidth(moved[1]!), temperature);
  };
  const slopes = sides.flatMap((side, which) =>
    Array.from(side, (_, i) => (at(which, i, step) - at(which, i, -step)) / (2 * step))
  );
  return [at(0, 0, 0), ...slopes];
}

/** Slopes of the listing's loss by its logits (N, N), on the GPU. */
export async function slopesByLogits(
  gpu: Gpu,
  logits: Rows,
  labels: Int32Array<ArrayBuffer>,
): Promise<Float32Array> {
  using _scope = openScope(gpu);
  const shape = [logits.length, logits.length];
  const x = tensor(gpu, Float32Array.from(logits.flat()), { shape });
  return await read(grad(symmetricLoss(x, tensor(gpu, labels)), [x])[0]!);
}

/** (R + C - 2 I) / 2N, with R and C the softmax along rows and along columns, in f64. */
export function closedSlopes(logits: Rows): number[] {
  const n = logits.length;
  const raised = logits.map((row) => row.map(Math.exp));
  const total = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  const ofRows = raised.map(total);
  const ofColumns = raised.map((_, j) => total(raised.map((row) => row[j]!)));
  return raised.flatMap((row, i) =>
    row.map((v, j) => (v / ofRows[i]! + v / ofColumns[j]! - 2 * Number(i === j)) / (2 * n))
  );
}
