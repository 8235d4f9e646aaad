import type { Gpu } from "@rederive/lib/gpu";
import { EDGE } from "@rederive/lib/shapes";
import { noGrad, openScope, readMany, tensor } from "@rederive/lib/tensor";
import { type Losses, lossesOf } from "./losses.ts";
import type { Med } from "./med.ts";
import type { Pairs } from "./pairs.ts";
import { BATCH, batchesOf } from "./train.ts";
import { LONGEST } from "./words.ts";

/** The three losses on pairs that nothing is trained on, mean over all whole batches. */
export async function heldLosses(gpu: Gpu, med: Med, pairs: Pairs): Promise<Losses<number>> {
  const batches = Math.floor(pairs.ids.length / LONGEST / BATCH);
  const next = batchesOf(pairs, { seed: 0 });
  const sums = [0, 0, 0];
  for (let i = 0; i < batches; i++) {
    using _scope = openScope(gpu);
    const drawn = next();
    const batch = {
      pictures: tensor(gpu, drawn.pictures, { shape: [BATCH, 3, EDGE, EDGE] }),
      ids: tensor(gpu, drawn.ids, { shape: [BATCH, LONGEST] }),
      next: tensor(gpu, drawn.next, { shape: [BATCH, 1 + LONGEST] }),
      noise: tensor(gpu, drawn.noise, { shape: [2, BATCH, BATCH] }),
    };
    const { itc, itm, lm } = noGrad(() => lossesOf(med, batch));
    const read = await readMany([itc, itm, lm]);
    read.forEach((value, k) => sums[k]! += value[0]! / batches);
  }
  const [itc, itm, lm] = sums as [number, number, number];
  return { itc, itm, lm };
}
