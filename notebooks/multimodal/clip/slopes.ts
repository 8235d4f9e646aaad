import type { Gpu } from "@rederive/lib/gpu";
import { type Clip, normalised } from "@rederive/lib/models";
import { EDGE } from "@rederive/lib/shapes";
import { grad, mean, openScope, readMany, type Tensor, tensor } from "@rederive/lib/tensor";
import { logitsOf, symmetricLoss } from "./loss.ts";
import { LENGTH } from "./networks.ts";
import type { Pairs } from "./pairs.ts";

/** What stands for a picture or caption: the one token that CLIP reads, or the mean of all. */
export type Summary = "one token" | "mean";

/** How many tokens behind the last block get a slope from the loss, per picture and per caption. */
export async function tokensWithSlope(
  gpu: Gpu,
  clip: Clip,
  { pixels, ids, ends }: Pairs,
  summary: Summary,
): Promise<{ picture: number; caption: number }> {
  using _scope = openScope(gpu);
  const count = ends.length;
  const pictures = clip.embedPictures(tensor(gpu, pixels, { shape: [count, 3, EDGE, EDGE] }));
  const texts = clip.embedTexts({ ids, shape: [count, LENGTH] });
  const middle = (x: Tensor) => mean(x, { axes: [1] });
  const [ofPictures, ofTexts] = summary === "one token" ? [pictures.embeds, texts.embeds] : [
    normalised(clip.visualProjection.forward(clip.vision.norm2.forward(middle(pictures.last)))),
    normalised(clip.textProjection.forward(middle(texts.last))),
  ];
  const labels = tensor(gpu, Int32Array.from({ length: count }, (_, i) => i));
  const loss = symmetricLoss(logitsOf(ofTexts, ofPictures, clip.logitScale), labels);
  const [p, t] = await readMany(grad(loss, [pictures.last, texts.last])) as Float32Array[];
  const perRow = (slopes: Float32Array, { shape }: Tensor) => {
    const width = shape[2]!;
    const isMoved = (token: number) =>
      slopes.subarray(token * width, (token + 1) * width).some((slope) => slope !== 0);
    let moved = 0;
    for (let token = 0; token < slopes.length / width; token++) moved += Number(isMoved(token));
    return moved / count;
  };
  return { picture: perRow(p!, pictures.last), caption: perRow(t!, texts.last) };
}
