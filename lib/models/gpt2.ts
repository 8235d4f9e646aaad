import type { Gpu } from "../gpu/mod.ts";
import type { Tensor } from "../tensor/mod.ts";
import { CausalText, type TextSizes } from "./causal_text.ts";

/**
 * GPT-2 as Hugging Face's `GPT2LMHeadModel` computes it; the table of tokens is the head too.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { Gpt2 } from "@rederive/lib/models";
 * import { stream } from "@rederive/lib/random";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const sizes = { vocabulary: 9, positions: 8, channels: 6, layers: 1, heads: 2, hidden: 24 };
 * using gpt = new Gpt2(gpu, { ...sizes, random: stream(0) });
 * const { last } = gpt.forward({ ids: Int32Array.of(1, 5, 2), shape: [1, 3] });
 * deepEqual(gpt.logits(last).shape, [1, 3, 9]);
 * ```
 */
export class Gpt2 extends CausalText {
  /** A model of these sizes; "geluTanh" and 1e-5 unless given. */
  constructor(gpu: Gpu, options: TextSizes) {
    const { activation = "geluTanh", epsilon = 1e-5 } = options;
    super(gpu, "GPT-2", { ...options, activation, epsilon });
  }

  /** How likely each token is next: (..., C) to (..., V), as logarithms up to a constant. */
  logits(last: Tensor): Tensor {
    return this.tokens.logits(last);
  }
}
