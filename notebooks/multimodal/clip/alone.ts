import type { Gpu } from "@rederive/lib/gpu";
import { type Clip, loadClip, normalised } from "@rederive/lib/models";
import {
  concat,
  noGrad,
  openScope,
  pad,
  read,
  reshape,
  slice,
  type Tensor,
  tensor,
} from "@rederive/lib/tensor";
import type { Golden } from "./golden.ts";

/** How the tiny CLIP is run: each side without the other, or a text's tokens among the picture's. */
export type Company = "alone" | "fused";

/** The vectors (3, 10) of the tiny CLIP's pictures and texts, from runs that saw one side only. */
export async function vectorsOf(
  gpu: Gpu,
  golden: Golden,
  company: Company,
): Promise<Record<"pictures" | "texts", Float32Array<ArrayBuffer>>> {
  using clip = loadClip(gpu, golden.tensors, golden.config);
  using _scope = openScope(gpu);
  const [rows, time] = golden.ids.shape as [number, number];
  const integers = (values: readonly number[]) => Int32Array.from(values);
  const texts = clip.embedTexts({
    ids: integers(golden.ids.values),
    shape: [rows, time],
    mask: integers(golden.mask.values),
  });
  const pixels = tensor(gpu, Float32Array.from(golden.pixels.values), {
    shape: golden.pixels.shape,
  });
  const pictures = company === "alone"
    ? clip.embedPictures(pixels).embeds
    : fused(clip, pixels, texts.last);
  return { pictures: await read(noGrad(() => pictures)), texts: await read(texts.embeds) };
}

/** The picture's vector when the text's tokens, filled up with zeros, stand behind its own. */
function fused(clip: Clip, pixels: Tensor, texts: Tensor): Tensor {
  const { embedding, norm1, norm2, blocks } = clip.vision;
  const own = embedding.forward(pixels);
  const room = own.shape[2]! - texts.shape[2]!;
  const both = concat([own, pad(texts, [[0, 0], [0, 0], [0, room]])], { axis: 1 });
  const last = blocks.forward(norm1.forward(both)).at(-1)!;
  const cls = reshape(slice(last, [null, [0, 1]]), [last.shape[0]!, last.shape[2]!]);
  return normalised(clip.visualProjection.forward(norm2.forward(cls)));
}
