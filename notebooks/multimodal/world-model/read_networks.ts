import { readCheckpoints } from "@rederive/lib/checkpoints";
import type { Gpu } from "@rederive/lib/gpu";
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
  const kept = await readCheckpoints(SEEDS.map(fileOf));
  const loaded = new Map<string, Promise<Tokenizer | Predictor>>();
  const started = async (part: Part, seed: number) => {
    const made = startOf(gpu, part, seed);
    await kept.load(`${part}-${seed}`, made instanceof Tokenizer ? made : made.network);
    return made;
  };
  const load = (part: Part, seed: number) => {
    const name = `${part}-${seed}`;
    if (!loaded.has(name)) loaded.set(name, started(part, seed));
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
    losses: (part, seed) => kept.losses(`${part}-${seed}`),
  };
}
