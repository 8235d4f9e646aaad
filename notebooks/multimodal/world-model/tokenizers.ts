import type { Gpu } from "@rederive/lib/gpu";
import { Linear, Module, Sequential } from "@rederive/lib/nn";
import { foldIn, key, normal, stream } from "@rederive/lib/random";
import {
  add,
  argmin,
  detach,
  div,
  gelu,
  matmul,
  mean,
  mul,
  reshape,
  round,
  square,
  sub,
  sum,
  takeRows,
  tanh,
  type Tensor,
  transpose,
} from "@rederive/lib/tensor";
import { PIXELS } from "./patches.ts";

/** Values a patch becomes: four numbers as they are, or one of 1000 codes, by a grid or a codebook. */
export type TokenKind = "continuous" | "fsq" | "vq";

/** Numbers of a code. */
export const WIDTH = 4;
/** Steps of the grid of finite scalar quantization, by number; 1000 codes. */
export const LEVELS = [8, 5, 5, 5];
/** Codes of each discrete tokenizer. */
export const CODES = 1000;

/** What a tokenizer makes of patches on the way to what it gives back. */
export interface Coded {
  /** (N, 4): what a decoder is given. */
  readonly values: Tensor;
  /** What training adds to the error of the pixels, if anything. */
  readonly penalty?: Tensor;
}

/** An encoder and a decoder of patches, (N, 16) each, and what lies between. */
export class Tokenizer extends Module {
  readonly kind: TokenKind;
  readonly #encoder: Sequential;
  readonly #decoder: Sequential;
  readonly #book: Tensor | undefined;
  readonly #half: Tensor;
  readonly #shift: Tensor;

  constructor(gpu: Gpu, kind: TokenKind, { seed }: { seed: number }) {
    super(gpu);
    this.kind = kind;
    const random = stream(foldIn(key(seed), 2));
    const layers = (sizes: readonly number[]) => {
      const [inputs, hidden, outputs] = sizes as [number, number, number];
      return new Sequential(gpu, [
        new Linear(gpu, { inputs, outputs: hidden, random }),
        gelu,
        new Linear(gpu, { inputs: hidden, outputs: hidden, random }),
        gelu,
        new Linear(gpu, { inputs: hidden, outputs, random }),
      ]);
    };
    this.#encoder = this.child("encoder", layers([PIXELS, 48, WIDTH]));
    this.#decoder = this.child("decoder", layers([WIDTH, 48, PIXELS]));
    if (kind === "vq") {
      const values = normal(foldIn(key(seed), 3), CODES * WIDTH);
      this.#book = this.parameter("book", [CODES, WIDTH], { values });
    }
    const half = Float32Array.from(LEVELS, (levels) => (levels - 1) / 2);
    // an even number of levels has no middle: its grid is shifted by half a step
    const shift = half.map((each) => each % 1);
    this.#half = this.buffer("half", [WIDTH], { values: half });
    this.#shift = this.buffer("shift", [WIDTH], { values: shift });
  }

  /** (N, 16) to what a decoder is given. */
  encode(patches: Tensor): Coded {
    const raw = this.#encoder.forward(patches);
    if (this.kind === "continuous") return { values: tanh(raw) };
    if (this.kind === "vq") return this.#nearest(raw);
    const bounded = tanh(raw);
    const places = add(round(sub(mul(bounded, this.#half), this.#shift)), this.#shift);
    return { values: add(bounded, detach(sub(div(places, this.#half), bounded))) };
  }

  /** What a decoder is given to pixels, (N, 16). */
  decode(values: Tensor): Tensor {
    return this.#decoder.forward(values);
  }

  #nearest(raw: Tensor): Coded {
    const book = this.#book!;
    const lengths = reshape(sum(square(book), { axes: [1] }), [1, CODES]);
    const distances = sub(lengths, mul(matmul(detach(raw), transpose(detach(book))), 2));
    const codes = takeRows(book, argmin(distances, { axes: [1] }));
    const pull = mean(square(sub(codes, detach(raw))));
    const commit = mul(mean(square(sub(detach(codes), raw))), 0.25);
    return { values: add(raw, detach(sub(codes, raw))), penalty: add(pull, commit) };
  }
}

/** The number of a code of the grid, 0 to 999, from the four numbers that a decoder is given. */
export function codeOf(values: ArrayLike<number>, from = 0): number {
  return LEVELS.reduce((code, levels, i) => {
    const half = (levels - 1) / 2;
    return code * levels + Math.round(values[from + i]! * half + half);
  }, 0);
}

/** The four numbers of a code of the grid. */
export function valuesOf(code: number): number[] {
  let rest = code;
  return LEVELS.toReversed().map((levels) => {
    const half = (levels - 1) / 2;
    const place = rest % levels;
    rest = Math.floor(rest / levels);
    return (place - half) / half;
  }).reverse();
}
