import { sha256 } from "@rederive/lib/claim";
import type { Gpu } from "@rederive/lib/gpu";
import type { Module } from "@rederive/lib/nn";
import { noGrad, openScope, read, tensor } from "@rederive/lib/tensor";
import { factsOf } from "./examples.ts";
import type { Parts } from "./stages.ts";
import { rowsOf } from "./texts.ts";

const short = (values: Float32Array<ArrayBuffer>) =>
  sha256(new Uint8Array(values.buffer, values.byteOffset, values.byteLength)).slice(0, 16);

/** Every bit of a module's weights, hashed. */
export async function weightsOf(module: Module): Promise<string> {
  const state = await module.state();
  return short(Float32Array.from(Object.values(state).flatMap(({ values }) => [...values])));
}

/** Every bit of the scores that a language model gives to each next word of the 32 facts, hashed. */
export async function scoresOnFacts(gpu: Gpu, { seed, lm }: Parts): Promise<string> {
  using _scope = openScope(gpu);
  const facts = factsOf(seed);
  const { ids } = rowsOf(facts, { length: 6 });
  return short(await read(noGrad(() => lm.logits(tensor(gpu, ids, { shape: [facts.length, 6] })))));
}
