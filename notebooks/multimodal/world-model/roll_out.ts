import { foldIn, key, stream } from "@rederive/lib/random";
import { noGrad, openScope, read, softmax, tensor } from "@rederive/lib/tensor";
import { LATENT, type Predictor, putFlowRow, putTokenRow, SEEN, SIZES } from "./predictors.ts";
import { PATCHES } from "./patches.ts";
import { CODES, valuesOf, WIDTH } from "./tokenizers.ts";

/** How videos are continued. */
export interface RollOptions {
  readonly seed: number;
  /** Frames to add. */
  readonly frames: number;
  /** -1, 0 or 1 a video; 0 unless given. */
  readonly actions?: readonly number[];
  /** Steps of Euler of a flow. */
  readonly euler?: number;
}

/**
 * Continues videos from three frames each, (N, 3, 64) behind the tokenizer: every new frame is made of the
 * three before it, made ones too. Gives (N, 3 + frames, 64).
 */
export async function rollOut(
  predictor: Predictor,
  starts: Float32Array,
  { seed, frames, actions, euler = 8 }: RollOptions,
): Promise<Float32Array<ArrayBuffer>> {
  const random = stream(foldIn(key(seed), 7));
  const N = starts.length / (SEEN * LATENT);
  const length = SEEN + frames;
  const videos = new Float32Array(N * length * LATENT);
  for (let i = 0; i < N; i++) {
    const start = starts.subarray(i * SEEN * LATENT, (i + 1) * SEEN * LATENT);
    videos.set(start, i * length * LATENT);
  }
  const { inputs } = SIZES[predictor.family];
  const x = new Float32Array(N * inputs);
  const rowsOf = (put: (row: Float32Array, i: number) => void) => {
    for (let i = 0; i < N; i++) put(x.subarray(i * inputs, (i + 1) * inputs), i);
  };
  for (let t = SEEN; t < length; t++) {
    const past = (i: number) =>
      videos.subarray((i * length + t - SEEN) * LATENT, (i * length + t) * LATENT);
    const made = (i: number) =>
      videos.subarray((i * length + t) * LATENT, (i * length + t + 1) * LATENT);
    if (predictor.family === "flow") {
      for (let i = 0; i < N; i++) made(i).forEach((_, k) => made(i)[k] = random.normal());
      for (let step = 0; step < euler; step++) {
        const time = step / euler;
        rowsOf((row, i) =>
          putFlowRow(row, { past: past(i), noisy: made(i), time, action: actions?.[i] ?? 0 })
        );
        const ends = await answer(predictor, x);
        for (let i = 0; i < N; i++) {
          // a step of 1 / euler along the velocity (end - x) / (1 - time)
          const at = made(i);
          at.forEach((v, k) => at[k]! += (ends[i * LATENT + k]! - v) / (euler - step));
        }
      }
      continue;
    }
    for (let next = 0; next < PATCHES; next++) {
      rowsOf((row, i) =>
        putTokenRow(row, { past: past(i), frame: made(i), next, action: actions?.[i] ?? 0 })
      );
      const shares = await answer(predictor, x);
      for (let i = 0; i < N; i++) {
        const code = draw(shares.subarray(i * CODES, (i + 1) * CODES), random.uniform());
        made(i).set(valuesOf(code), next * WIDTH);
      }
    }
  }
  return videos;
}

/** What the network makes of rows; of tokens, their probabilities. */
async function answer(
  { family, network, forward }: Predictor,
  x: Float32Array<ArrayBuffer>,
): Promise<Float32Array> {
  using _scope = openScope(network.gpu);
  const { inputs } = SIZES[family];
  const rows = tensor(network.gpu, x, { shape: [x.length / inputs, inputs] });
  const out = noGrad(() => forward(rows));
  return await read(family === "tokens" ? softmax(out) : out);
}

/** A code, each with its probability. */
function draw(shares: Float32Array, uniform: number): number {
  let left = uniform * shares.reduce((sum, share) => sum + share, 0);
  const code = shares.findIndex((share) => (left -= share) < 0);
  return code < 0 ? CODES - 1 : code;
}
