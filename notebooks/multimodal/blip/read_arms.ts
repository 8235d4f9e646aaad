import { readData } from "@rederive/lib/data";
import type { Gpu } from "@rederive/lib/gpu";
import { float32Weights, readSafetensors } from "@rederive/lib/safetensors";
import { type Arm, armName, FILE, makeRetrained, trainedOf } from "./arms.ts";
import type { Med } from "./med.ts";
import type { Kept as StepLosses } from "./train.ts";

/** What was retrained on the arms, from data/. */
export interface Arms {
  /** The model of an arm; `sight` is the picture tower of its seed. */
  readonly load: (arm: Arm, seed: number, sight: Med) => Promise<Med>;
  /** The losses of its first steps. */
  readonly losses: (arm: Arm, seed: number) => StepLosses[];
}

/** Reads them. */
export async function readArms(gpu: Gpu): Promise<Arms> {
  const { tensors, metadata } = readSafetensors(await readData(FILE));
  return {
    async load(arm, seed, sight) {
      const med = await makeRetrained(gpu, seed, sight);
      const values = float32Weights(tensors, armName(arm, seed));
      let from = 0;
      const state = trainedOf(med).map(([name, { shape, size }]) =>
        [name, { shape, values: values.slice(from, from += size) }] as const
      );
      await med.loadState(Object.fromEntries(state), { missing: "keep" });
      return med;
    },
    losses: (arm, seed) => JSON.parse(metadata.get(armName(arm, seed))!),
  };
}
