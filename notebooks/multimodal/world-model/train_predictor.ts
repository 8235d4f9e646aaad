import { adam, cosine, train } from "@rederive/lib/optim";
import { foldIn, type Key, key, normal, stream, uniform } from "@rederive/lib/random";
import { crossEntropy, mean, square, sub, tensor } from "@rederive/lib/tensor";
import {
  LATENT,
  type Predictor,
  putFlowRow,
  putTokenRow,
  SEEN,
  SIZES,
  TOLD,
} from "./predictors.ts";
import { PATCHES } from "./patches.ts";
import { codeOf, WIDTH } from "./tokenizers.ts";
import { LOGGED, type TrainOptions } from "./train_tokenizer.ts";

const ROWS = 128;
/** Noise on the frames that are seen, so that a predictor can bear its own. */
const BLUR = 0.03;

/** Videos behind a tokenizer: `length` frames of 64 numbers each, and how a flow is told the ball is pushed. */
export interface Latents {
  readonly values: Float32Array;
  readonly length: number;
  /** From each frame to the next. */
  readonly pushes: readonly (readonly number[])[];
}

/** Adam on windows of four frames drawn at random; the first losses. */
export async function trainPredictor(
  { family, network, forward }: Predictor,
  latents: Latents,
  { seed, steps, stop = steps, learningRate = 0.003 }: TrainOptions & { learningRate?: number },
): Promise<number[]> {
  const { gpu } = network;
  const own = foldIn(key(seed), 6);
  const known = family === "tokens" ? codesOf(latents.values) : new Int32Array();
  let count = 0;
  const next = () => batchOf(family, latents, { known, key: foldIn(own, count++) });
  const first = next();
  using x = tensor(gpu, first.x, { shape: [ROWS, SIZES[family].inputs] });
  using wanted = tensor(gpu, first.wanted, { shape: [ROWS, LATENT] });
  using codes = tensor(gpu, first.codes);
  using optimizer = adam(network.parameters(), { learningRate });
  return await train(optimizer, {
    inputs: { x, wanted, codes },
    next,
    loss() {
      const out = forward(x);
      return mean(family === "tokens" ? crossEntropy(out, codes) : square(sub(out, wanted)));
    },
  }, { steps: stop, scale: cosine({ steps, warmup: 20 }), logged: LOGGED });
}

/** Rows of windows drawn at random. Tokens that are named are mostly of patches near the ball. */
function batchOf(
  family: Predictor["family"],
  { values, length, pushes }: Latents,
  { known, key }: { known: Int32Array; key: Key },
) {
  const random = stream(foldIn(key, 0));
  const noise = family === "flow" ? normal(foldIn(key, 1), ROWS * LATENT) : [];
  const times = uniform(foldIn(key, 3), ROWS);
  const { inputs } = SIZES[family];
  const x = new Float32Array(ROWS * inputs);
  const wanted = new Float32Array(ROWS * LATENT);
  const codes = new Int32Array(ROWS);
  const black = mostCommon(known.subarray(0, 64 * PATCHES));
  for (let i = 0; i < ROWS; i++) {
    const video = random.integer(pushes.length);
    const at = random.integer(length - SEEN);
    const start = (video * length + at) * LATENT;
    const past = values.slice(start, start + SEEN * LATENT);
    const frame = values.subarray(start + SEEN * LATENT, start + (SEEN + 1) * LATENT);
    const row = x.subarray(i * inputs, (i + 1) * inputs);
    if (family === "tokens") {
      const last = start / WIDTH + (SEEN - 1) * PATCHES;
      let next = random.integer(PATCHES);
      // a patch that was black is drawn anew, up to three times
      for (let turn = 0; turn < 3 && known[last + next] === black; turn++) {
        next = random.integer(PATCHES);
      }
      putTokenRow(row, { past, frame, next });
      codes[i] = known[last + PATCHES + next]!;
      continue;
    }
    // the noise of other rows does for the frames that are seen
    past.forEach((_, k) => past[k]! += BLUR * noise[(k + 64 * (7 * i + 1)) % noise.length]!);
    const time = times[i]!;
    const told = pushes[video]!.slice(at, at + TOLD);
    const noisy = frame.map((a, k) => time * a + (1 - time) * noise[i * LATENT + k]!);
    putFlowRow(row, { past, noisy, time, pushes: told });
    wanted.set(frame, i * LATENT);
  }
  return { x, wanted, codes };
}

/** The code of every patch. */
function codesOf(values: Float32Array): Int32Array {
  return Int32Array.from({ length: values.length / WIDTH }, (_, i) => codeOf(values, i * WIDTH));
}

/** The code seen most often: that of a black patch, wherever a ball is. */
function mostCommon(codes: Int32Array): number {
  return codes.toSorted()[codes.length >> 1] ?? -1;
}
