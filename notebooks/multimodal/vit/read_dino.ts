import { readData } from "@rederive/lib/data";
import type { Gpu } from "@rederive/lib/gpu";
import { loadParameters } from "@rederive/lib/nn";
import { float32Of, readSafetensors } from "@rederive/lib/safetensors";
import type { Dino } from "./dino.ts";
import { DINO_FILE, type DinoRun, nameOfDino } from "./dino_runs.ts";
import { type Logged, startDino } from "./train_dino.ts";

/** The teachers of DINO's runs, from data/, their weights rounded to bf16. */
export interface Teachers {
  /** One of them. */
  readonly load: (run: DinoRun) => Promise<Dino>;
  /** The centre of its scores. */
  readonly centre: (run: DinoRun) => Float32Array<ArrayBuffer>;
  /** What was written down while it was trained. */
  readonly log: (run: DinoRun) => Logged[];
}

/** Reads them. */
export async function readTeachers(gpu: Gpu): Promise<Teachers> {
  const { tensors, metadata } = readSafetensors(await readData(DINO_FILE));
  return {
    load: async (run) => {
      const teacher = startDino(gpu, run);
      await loadParameters(teacher, float32Of(tensors.get(nameOfDino(run))!));
      return teacher;
    },
    centre: (run) => float32Of(tensors.get(`${nameOfDino(run)}-centre`)!),
    log: (run) =>
      metadata.get(nameOfDino(run))!.split("; ").map((line) => {
        const [step, loss, entropy, told, spread] = line.split(" ").map(Number);
        return { step: step!, loss: loss!, entropy: entropy!, told: told!, spread: spread! };
      }),
  };
}
