import type { Gpu } from "@rederive/lib/gpu";
import { Linear, Sequential } from "@rederive/lib/nn";
import { foldIn, key, stream } from "@rederive/lib/random";
import { gelu, matmul, type Tensor, tensor } from "@rederive/lib/tensor";
import { PATCHES } from "./patches.ts";
import { CODES, valuesOf, WIDTH } from "./tokenizers.ts";

/**
 * The two families: "flow" brings the continuous latents of the next frame out of noise, all at once;
 * "tokens" names the codes of the next frame, one after the other, each seeing those before.
 */
export type Family = "flow" | "tokens";

/** Frames a predictor sees. */
export const SEEN = 3;
/** Numbers of a frame behind the tokenizer. */
export const LATENT = PATCHES * WIDTH;

/** A network, and what it is. */
export interface Predictor {
  readonly family: Family;
  readonly network: Sequential;
  /** Rows to the end of a flow's path, or to the scores of 1000 codes. */
  readonly forward: (x: Tensor) => Tensor;
}

/** Pushes a flow is told: between the frames it sees, and to the next. */
export const TOLD = SEEN;

/** Numbers that go in, with what a flow is told at the end; that go out; and the width between. */
export const SIZES: Readonly<Record<Family, { inputs: number; outputs: number; width: number }>> = {
  flow: { inputs: SEEN * LATENT + LATENT + 3 + TOLD, outputs: LATENT, width: 224 },
  tokens: { inputs: SEEN * LATENT + LATENT + PATCHES, outputs: 14, width: 224 },
};

/** A predictor of three layers, as it starts. */
export function makePredictor(gpu: Gpu, family: Family, { seed }: { seed: number }): Predictor {
  const random = stream(foldIn(key(seed), 5));
  const { inputs, outputs, width } = SIZES[family];
  const network = new Sequential(gpu, [
    new Linear(gpu, { inputs, outputs: width, random }),
    gelu,
    new Linear(gpu, { inputs: width, outputs: width, random }),
    gelu,
    new Linear(gpu, { inputs: width, outputs, random }),
  ]);
  if (family === "flow") return { family, network, forward: (x) => network.forward(x) };
  const features = tensor(gpu, featuresOfCodes(), { shape: [outputs, CODES] });
  return { family, network, forward: (x) => matmul(network.forward(x), features) };
}

/**
 * What the score of a code is a weighted sum of: its four numbers and their ten products. Codes that
 * lie side by side on the grid get scores that are near each other.
 */
function featuresOfCodes(): Float32Array<ArrayBuffer> {
  const codes = Array.from({ length: CODES }, (_, code) => {
    const values = valuesOf(code);
    return [...values, ...values.flatMap((a, i) => values.slice(i).map((b) => a * b))];
  });
  return Float32Array.from(codes[0]!.flatMap((_, k) => codes.map((each) => 4 * each[k]!)));
}

/** Puts into a row what a flow sees: past frames, the noisy next one, the time, and what it is told. */
export function putFlowRow(
  row: Float32Array,
  { past, noisy, time, pushes }: {
    past: ArrayLike<number>;
    noisy: ArrayLike<number>;
    time: number;
    pushes: readonly number[];
  },
): void {
  row.set(past);
  row.set(noisy, SEEN * LATENT);
  const angle = Math.PI * time;
  row.set([time, Math.cos(angle), Math.sin(angle), ...pushes], (SEEN + 1) * LATENT);
}

/** Puts into a row what tokens see: past frames, the patches named so far, and which is next. */
export function putTokenRow(
  row: Float32Array,
  { past, frame, next }: {
    past: ArrayLike<number>;
    frame: Float32Array;
    next: number;
  },
): void {
  row.fill(0);
  row.set(past);
  row.set(frame.subarray(0, next * WIDTH), SEEN * LATENT);
  row[(SEEN + 1) * LATENT + next] = 1;
}
