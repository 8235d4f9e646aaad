import { readData } from "@rederive/lib/data";
import type { Gpu } from "@rederive/lib/gpu";
import { loadParameters } from "@rederive/lib/nn";
import { float32Of, readSafetensors, type Safetensors } from "@rederive/lib/safetensors";
import type { Family, Predictor } from "./predictors.ts";
import { fileOf, kindOf, type Part, type Post, SEEDS, startOf } from "./runs.ts";
import { Tokenizer, type TokenKind } from "./tokenizers.ts";

/** The trained networks of this note, from data/; each is read once. */
export interface Networks {
  readonly tokenizer: (kind: TokenKind, seed: number) => Promise<Tokenizer>;
  /** A predictor, or a flow that was post-trained, and the tokenizer it works behind. */
  readonly world: (part: Family | Post, seed: number) => Promise<World>;
  /** The losses of a part's first steps. */
  readonly losses: (part: Part, seed: number) => number[];
}

/** A predictor and its tokenizer: from frames to frames. */
export interface World {
  readonly predictor: Predictor;
  readonly tokenizer: Tokenizer;
}

/** Reads them. */
export async function readNetworks(gpu: Gpu): Promise<Networks> {
  const files = new Map<number, Safetensors>();
  for (const seed of SEEDS) files.set(seed, readSafetensors(await readData(fileOf(seed))));
  const loaded = new Map<string, Promise<Tokenizer | Predictor>>();
  const load = (part: Part, seed: number) => {
    const name = `${part}-${seed}`;
    if (!loaded.has(name)) loaded.set(name, read(name, startOf(gpu, part, seed), files.get(seed)!));
    return loaded.get(name)!;
  };
  return {
    tokenizer: async (kind, seed) => await load(kind, seed) as Tokenizer,
    async world(part, seed) {
      const family = part === "tokens" ? "tokens" : "flow";
      return {
        predictor: await load(part, seed) as Predictor,
        tokenizer: await load(kindOf(family), seed) as Tokenizer,
      };
    },
    losses: (part, seed) =>
      files.get(seed)!.metadata.get(`${part}-${seed}`)!.split(" ").map(Number),
  };
}

async function read<T extends Tokenizer | Predictor>(
  name: string,
  part: T,
  { tensors }: Safetensors,
): Promise<T> {
  const module = part instanceof Tokenizer ? part : part.network;
  await loadParameters(module, float32Of(tensors.get(name)!));
  return part;
}
