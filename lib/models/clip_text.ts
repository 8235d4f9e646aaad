import type { Gpu } from "../gpu/mod.ts";
import { reshape, takeRows, type Tensor } from "../tensor/mod.ts";
import {
  CausalText,
  type CausalTextInput,
  type CausalTextOutput,
  type TextSizes,
} from "./causal_text.ts";

/** Sizes of a `ClipText`: "quickGelu" and 1e-5 unless given. */
export interface ClipTextOptions extends TextSizes {
  /** The token that ends a text, "largest" for the one with the largest id; that unless given. */
  end?: number | "largest";
}

/** What CLIP's text tower makes of texts. */
export interface ClipTextOutput extends CausalTextOutput {
  /** Of each text the token that ends it, (B, C). */
  readonly pooled: Tensor;
}

/** CLIP's text transformer: a text's vector is that of the token that ends it. */
export class ClipText extends CausalText {
  #end: number | "largest";

  /** A tower of these sizes. */
  constructor(gpu: Gpu, options: ClipTextOptions) {
    const { activation = "quickGelu", epsilon = 1e-5, end = "largest" } = options;
    super(gpu, "CLIP", { ...options, activation, epsilon });
    this.#end = end;
  }

  /** Runs texts. */
  override forward(input: CausalTextInput): ClipTextOutput {
    const { hidden, last } = super.forward(input);
    const [batch, time, channels] = last.shape as [number, number, number];
    const ends = Int32Array.from({ length: batch }, (_, row) => {
      return row * time + this.#endOf(input.ids.subarray(row * time, (row + 1) * time));
    });
    return { hidden, last, pooled: takeRows(reshape(last, [batch * time, channels]), ends) };
  }

  #endOf(text: Int32Array): number {
    const end = this.#end === "largest" ? Math.max(...text) : this.#end;
    return Math.max(text.indexOf(end), 0); // as transformers has it: the first token where none ends
  }
}
