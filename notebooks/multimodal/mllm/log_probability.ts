import type { Gpu } from "@rederive/lib/gpu";
import {
  crossEntropy,
  mul,
  noGrad,
  openScope,
  read,
  sum,
  type Tensor,
  tensor,
} from "@rederive/lib/tensor";
import { FEATURES, type LanguageModel, type Projector, QUARTERS } from "./language_model.ts";
import { givenOf, rowsOf, type Text } from "./texts.ts";

/** What writes behind a picture. */
export interface Speaker {
  readonly lm: LanguageModel;
  readonly projector: Projector;
}

/** Words of a text beside a picture, one fewer than its longest. */
export const BESIDE = 12;

/** The log-probability of each text behind its picture, (B): of the words that are targets. */
export function logProbability(logits: Tensor, targets: Tensor<"i32">): Tensor {
  return mul(sum(crossEntropy(logits, targets), { axes: [1] }), -1);
}

/** The same of many texts, in memory. */
export async function logProbabilities(
  gpu: Gpu,
  { lm, projector }: Speaker,
  { features, texts }: { features: Float32Array<ArrayBuffer>; texts: readonly Text[] },
): Promise<Float32Array> {
  using _scope = openScope(gpu);
  const rows = rowsOf(texts, { length: BESIDE, given: givenOf });
  const shape = [texts.length, BESIDE];
  const quarters = tensor(gpu, features, { shape: [texts.length, QUARTERS, FEATURES] });
  const ids = tensor(gpu, rows.ids, { shape });
  const targets = tensor(gpu, rows.targets, { shape });
  return await read(
    noGrad(() => logProbability(lm.logits(ids, projector.forward(quarters)), targets)),
  );
}
