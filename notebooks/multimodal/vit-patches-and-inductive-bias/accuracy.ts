import type { Gpu } from "@rederive/lib/gpu";
import { noGrad, openScope, read, type Tensor, tensor } from "@rederive/lib/tensor";
import { type Pictures, SIZE } from "./shapes_world.ts";

/** The logits of all pictures of a set, four each. */
export async function logitsOf(
  gpu: Gpu,
  logits: (pictures: Tensor) => Tensor,
  { pixels, classes }: Pictures,
): Promise<Float32Array> {
  using _scope = openScope(gpu);
  const pictures = tensor(gpu, pixels, { shape: [classes.length, 3, SIZE, SIZE] });
  return await read(noGrad(() => logits(pictures)));
}

/** Share of the pictures, in percent, whose largest logit is that of their class. */
export async function accuracy(
  gpu: Gpu,
  logits: (pictures: Tensor) => Tensor,
  set: Pictures,
): Promise<number> {
  const all = await logitsOf(gpu, logits, set);
  const right = set.classes.reduce((sum, own, i) => {
    const row = all.subarray(4 * i, 4 * i + 4);
    return sum + Number(row.indexOf(Math.max(...row)) === own);
  }, 0);
  return 100 * right / set.classes.length;
}
