import type { Gpu } from "@rederive/lib/gpu";
import { matmul } from "@rederive/lib/matmul";
import { normalizeRows } from "@rederive/lib/retrieval";

/** Rows of numbers. */
export interface Rows {
  readonly width: number;
  readonly values: Float32Array<ArrayBuffer>;
}

/** The cosine of each question with each text: a list for each question, in the order of the texts. */
export async function denseScores(
  gpu: Gpu,
  questions: Rows,
  texts: Rows,
): Promise<Float64Array<ArrayBuffer>[]> {
  const { width } = texts;
  using asked = gpu.array(questions.values);
  using there = gpu.array(texts.values);
  using left = await normalizeRows(gpu, asked, { width });
  using right = await normalizeRows(gpu, there, { width });
  const [n, m] = [questions.values.length / width, texts.values.length / width];
  using product = await matmul(gpu, left, right, { n, k: width, m, transposeB: true });
  const cosines = await gpu.read(product);
  return Array.from({ length: n }, (_, q) => Float64Array.from(cosines.subarray(q * m, q * m + m)));
}

/** The cosine of two vectors. */
export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const dot = (x: ArrayLike<number>, y: ArrayLike<number>) =>
    Array.from(x).reduce((sum, value, d) => sum + value * y[d]!, 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}
