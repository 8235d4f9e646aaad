import type { Gpu } from "@rederive/lib/gpu";
import { noGrad, openScope, readMany, type Tensor, tensor } from "@rederive/lib/tensor";

/**
 * Which outputs depend on which frames: outputs of N frames (N, T, C), and again with each frame replaced by
 * another. Row i, column j: output i moved by more than rounding when frame j was replaced.
 */
export async function dependence(
  gpu: Gpu,
  { frames, replaced }: { frames: Float32Array<ArrayBuffer>; replaced: Float32Array<ArrayBuffer> },
  { count, shape, forward }: {
    readonly count: number;
    /** Of one frame. */
    readonly shape: readonly number[];
    /** From (1, N, ...shape) to one tensor an output. */
    readonly forward: (frames: Tensor) => readonly Tensor[];
  },
): Promise<boolean[][]> {
  using _scope = openScope(gpu);
  const width = frames.length / count;
  const outputsOf = async (values: Float32Array<ArrayBuffer>) =>
    await readMany(
      noGrad(() => [...forward(tensor(gpu, values, { shape: [1, count, ...shape] }))]),
    ) as Float32Array[];
  const before = await outputsOf(frames);
  const columns: boolean[][] = [];
  for (let j = 0; j < count; j++) {
    const other = frames.slice();
    other.set(replaced.subarray(j * width, (j + 1) * width), j * width);
    const after = await outputsOf(other);
    columns.push(
      after.map((output, i) => output.some((x, k) => Math.abs(x - before[i]![k]!) > 1e-5)),
    );
  }
  return before.map((_, i) => columns.map((column) => column[i]!));
}
