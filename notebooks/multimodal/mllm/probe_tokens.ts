import type { Gpu } from "@rederive/lib/gpu";
import { noGrad, openScope, readMany, tensor } from "@rederive/lib/tensor";
import { CHANNELS, EACH, FEATURES, QUARTERS } from "./language_model.ts";
import type { Speaker } from "./log_probability.ts";
import { directions, everyOther, probe } from "./probe.ts";

const OF_A_PICTURE = QUARTERS * EACH;

/**
 * How well a linear probe tells the tokens of pictures from words, or those of half of the pictures from
 * the others', in percent; it is tested on words and pictures that it did not learn on.
 */
export async function probeTokens(
  gpu: Gpu,
  { lm, projector }: Speaker,
  { features, against }: { features: Float32Array<ArrayBuffer>; against: "words" | "pictures" },
): Promise<number> {
  using _scope = openScope(gpu);
  const shape = [features.length / (QUARTERS * FEATURES), QUARTERS, FEATURES];
  const made = noGrad(() => projector.forward(tensor(gpu, features, { shape })));
  const [tokens, table] = await readMany([made, lm.table.weight]) as [Float32Array, Float32Array];
  const all = directions(tokens, CHANNELS);
  const pictures = Array.from(
    { length: all.length / OF_A_PICTURE },
    (_, i) => all.slice(i * OF_A_PICTURE, (i + 1) * OF_A_PICTURE),
  );
  const [learned, asked] = [everyOther(pictures, 0), everyOther(pictures, 1)];
  if (against === "pictures") {
    const halves = (of: Float64Array[][]) => ({
      ones: everyOther(of, 0).flat(),
      others: everyOther(of, 1).flat(),
    });
    return probe(halves(learned), halves(asked));
  }
  const words = directions(table, CHANNELS);
  return probe(
    { ones: learned.flat(), others: everyOther(words, 0) },
    { ones: asked.flat(), others: everyOther(words, 1) },
  );
}
