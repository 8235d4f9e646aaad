import { foldIn, key, stream } from "@rederive/lib/random";
import { evaluate, noGrad, read, recordStep, softmax, tensor } from "@rederive/lib/tensor";
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
import { CODES, valuesOf, WIDTH } from "./tokenizers.ts";

/** How videos are continued. */
export interface RollOptions {
  readonly seed: number;
  /** Frames to add. */
  readonly frames: number;
  /** What a flow is told of each video: the pushes from each frame to the next; none unless given. */
  readonly pushes?: readonly (readonly number[])[];
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
  { seed, frames, pushes, euler = 4 }: RollOptions,
): Promise<Float32Array<ArrayBuffer>> {
  const random = stream(foldIn(key(seed), 7));
  const N = starts.length / (SEEN * LATENT);
  const length = SEEN + frames;
  const videos = new Float32Array(N * length * LATENT);
  for (let i = 0; i < N; i++) {
    const start = starts.subarray(i * SEEN * LATENT, (i + 1) * SEEN * LATENT);
    videos.set(start, i * length * LATENT);
  }
  const { family, network: { gpu }, forward } = predictor;
  const { inputs } = SIZES[family];
  const x = new Float32Array(N * inputs);
  // what the network makes of the rows, written down once; of tokens, their probabilities
  using rows = tensor(gpu, x, { shape: [N, inputs] });
  using pass = await recordStep(gpu, async () => {
    const out = noGrad(() => family === "tokens" ? softmax(forward(rows)) : forward(rows));
    await evaluate([out]);
    return { out };
  }, { inputs: { rows } });
  const answer = async () => {
    await pass.run({ rows: x });
    return await read(pass.outputs.out);
  };
  const rowsOf = (put: (row: Float32Array, i: number) => void) => {
    for (let i = 0; i < N; i++) put(x.subarray(i * inputs, (i + 1) * inputs), i);
  };
  const none = new Array<number>(length).fill(0);
  for (let t = SEEN; t < length; t++) {
    const told = (i: number) => (pushes?.[i] ?? none).slice(t - TOLD, t);
    const past = (i: number) =>
      videos.subarray((i * length + t - SEEN) * LATENT, (i * length + t) * LATENT);
    const made = (i: number) =>
      videos.subarray((i * length + t) * LATENT, (i * length + t + 1) * LATENT);
    if (family === "flow") {
      for (let i = 0; i < N; i++) made(i).forEach((_, k) => made(i)[k] = random.normal());
      for (let step = 0; step < euler; step++) {
        const time = step / euler;
        rowsOf((row, i) =>
          putFlowRow(row, { past: past(i), noisy: made(i), time, pushes: told(i) })
        );
        const ends = await answer();
        for (let i = 0; i < N; i++) {
          // a step of 1 / euler along the velocity (end - x) / (1 - time)
          const at = made(i);
          at.forEach((v, k) => at[k]! += (ends[i * LATENT + k]! - v) / (euler - step));
        }
      }
      continue;
    }
    for (let next = 0; next < PATCHES; next++) {
      rowsOf((row, i) => putTokenRow(row, { past: past(i), frame: made(i), next }));
      const shares = await answer();
      for (let i = 0; i < N; i++) {
        const code = draw(shares.subarray(i * CODES, (i + 1) * CODES), random.uniform());
        made(i).set(valuesOf(code), next * WIDTH);
      }
    }
  }
  return videos;
}

/** A code, each with its probability. */
function draw(shares: Float32Array, uniform: number): number {
  let sum = 0;
  for (let code = 0; code < CODES; code++) sum += shares[code]!;
  let left = uniform * sum;
  for (let code = 0; code < CODES; code++) if ((left -= shares[code]!) < 0) return code;
  return CODES - 1;
}
