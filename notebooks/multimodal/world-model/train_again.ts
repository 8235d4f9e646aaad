import type { Gpu } from "@rederive/lib/gpu";
import type { Predictor } from "./predictors.ts";
import { readNetworks } from "./read_networks.ts";
import { kindOf, postTrain, startOf, teachPredictor, teachTokenizer } from "./runs.ts";
import type { Tokenizer } from "./tokenizers.ts";
import { LOGGED } from "./train_tokenizer.ts";

/** Takes the first steps of a training of seed 0 once more: their losses, and those that were kept. */
export async function trainAgain(
  gpu: Gpu,
  part: "fsq" | "flow" | "post",
): Promise<{ losses: number[]; kept: number[] }> {
  // networks of its own, since training changes them
  const networks = await readNetworks(gpu);
  const kept = networks.losses(part, 0);
  const start = startOf(gpu, part, 0);
  if (part === "fsq") {
    return { losses: await teachTokenizer(start as Tokenizer, 0, LOGGED), kept };
  }
  const tokenizer = await networks.tokenizer(kindOf("flow"), 0);
  if (part === "flow") {
    return { losses: await teachPredictor(start as Predictor, tokenizer, 0, LOGGED), kept };
  }
  const { predictor } = await networks.world("flow", 0);
  const losses = await postTrain(predictor, tokenizer, { post: part, seed: 0, stop: LOGGED });
  return { losses, kept };
}
