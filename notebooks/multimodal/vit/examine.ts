import type { Gpu } from "@rederive/lib/gpu";
import { evaluate, noGrad, openScope, read, tensor } from "@rederive/lib/tensor";
import { DINO_SEEDS } from "./dino_runs.ts";
import { accuracy, shareRight } from "./measure.ts";
import type { Pictures } from "./pictures.ts";
import type { Teachers } from "./read_dino.ts";
import type { Transfers } from "./read_transfer.ts";
import { COUNTS, type Way } from "./transfer.ts";

/** What is examined, and on which pictures. */
export interface Examination {
  readonly teachers: Teachers;
  readonly transfers: Transfers;
  readonly pictures: Pictures;
}

/** Percent right of what was adapted: by way, for each seed, for each number of labelled pictures. */
export async function examine(
  gpu: Gpu,
  { teachers, transfers, pictures }: Examination,
): Promise<Record<Way, number[][]>> {
  const load = (seed: number) => teachers.load({ without: "nothing", seed });
  const right: Record<Way, number[][]> = { frozen: [], LoRA: [], full: [] };
  for (const seed of DINO_SEEDS) {
    right.frozen.push(await frozen(seed));
    for (const way of ["LoRA", "full"] as const) {
      const found: number[] = [];
      for (const count of COUNTS) {
        using teacher = await load(seed);
        const encoder = await transfers.adapted(teacher, { way, count, seed });
        found.push(await accuracy(gpu, pictures, (x) => encoder.logits(x)));
      }
      right[way].push(found);
    }
  }
  return right;

  /** The encoder is the same for all: it is asked once, and three heads read it. */
  async function frozen(seed: number): Promise<number[]> {
    using teacher = await load(seed);
    using _scope = openScope(gpu);
    const { pixels, size, classes } = pictures;
    const shown = tensor(gpu, pixels, { shape: [classes.length, 3, size, size] });
    const tokens = noGrad(() => teacher.token(shown));
    await evaluate([tokens]); // before its head, which is overwritten, is read
    const right: number[] = [];
    for (const count of COUNTS) {
      const { head } = await transfers.adapted(teacher, { way: "frozen", count, seed });
      right.push(shareRight(await read(noGrad(() => head.forward(tokens))), classes));
    }
    return right;
  }
}
