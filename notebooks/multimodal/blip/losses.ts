import {
  add,
  argmax,
  concat,
  crossEntropy,
  detach,
  exp,
  matmul,
  mean,
  mul,
  reshape,
  slice,
  takeRows,
  type Tensor,
  transpose,
} from "@rederive/lib/tensor";
import type { Med } from "./med.ts";

/** A batch of pairs as tensors. */
export interface Batch {
  /** (B, 3, H, W). */
  readonly pictures: Tensor;
  /** Ids of the captions' words, (B, T). */
  readonly ids: Tensor<"i32">;
  /** What the decoder has to say at each place, the words and the end: (B, 1 + T). */
  readonly next: Tensor<"i32">;
  /** Draws the wrong pairs, (2, B, B): Gumbel noise, -1e30 where a pair would be right. */
  readonly noise: Tensor;
}

/** The three losses, each a mean over the batch. */
export interface Losses<T = Tensor> {
  /** Contrast of pictures and texts. */
  readonly itc: T;
  /** Match or no match. */
  readonly itm: T;
  /** The caption, word by word. */
  readonly lm: T;
}

/** BLIP's three losses (section 3.2 of the paper), without its momentum encoder. */
export function lossesOf(med: Med, { pictures, ids, next, noise }: Batch): Losses {
  const [count, time] = ids.shape as [number, number];
  const patches = med.patches(pictures);
  const words = takeRows(med.text.table.weight, ids);
  const [image, text] = [med.imageVectors(patches), med.textVectors(words)];
  const scores = mul(matmul(image, transpose(text)), exp(med.logitScale));
  const own = Int32Array.from({ length: count }, (_, i) => i);
  const both = add(crossEntropy(scores, own), crossEntropy(transpose(scores), own));

  const [wrongText, wrongPicture] = drawNegatives(detach(scores), noise);
  const texts = concat([words, words, rows(words, wrongText)], { axis: 0 });
  const memory = concat([patches, rows(patches, wrongPicture), patches], { axis: 0 });
  const isPair = Int32Array.from({ length: 3 * count }, (_, i) => Number(i < count));

  const said = med.wordScores(words, patches);
  return {
    itc: mul(mean(both), 0.5),
    itm: mean(crossEntropy(med.matchScores(texts, memory), isPair)),
    lm: mean(crossEntropy(
      reshape(said, [count * (1 + time), said.shape[2]!]),
      reshape(next, [count * (1 + time)]),
    )),
  };
}

/**
 * A wrong text for each picture and a wrong picture for each text, the likelier the more similar the
 * model finds them: the largest of scores and Gumbel noise is a draw from the scores' softmax.
 */
export function drawNegatives(
  scores: Tensor,
  noise: Tensor,
): [texts: Tensor<"u32">, pictures: Tensor<"u32">] {
  const drawn = (from: Tensor, side: number) => {
    const own = reshape(slice(noise, [[side, side + 1]]), from.shape);
    return argmax(add(from, own), { axes: [1] });
  };
  return [drawn(scores, 0), drawn(transpose(scores), 1)];
}

/** Entries of a batch by their numbers. */
function rows(x: Tensor, numbers: Tensor<"u32">): Tensor {
  const [batch, ...rest] = x.shape as [number, ...number[]];
  const width = rest.reduce((product, size) => product * size);
  return reshape(takeRows(reshape(x, [batch, width]), numbers), [batch, ...rest]);
}
