import { adam, cosine } from "@rederive/lib/optim";
import { foldIn, key, stream } from "@rederive/lib/random";
import {
  add,
  evaluate,
  grad,
  mean,
  mul,
  read,
  recordStep,
  square,
  sub,
  tensor,
} from "@rederive/lib/tensor";
import { cutPatches, PIXELS } from "./patches.ts";
import type { Tokenizer } from "./tokenizers.ts";

const ROWS = 384;
/** How many losses are kept. */
export const LOGGED = 12;

/** How long, and in which order. */
export interface TrainOptions {
  readonly seed: number;
  /** Of the schedule: the rate rises over 20 steps and falls along a cosine. */
  readonly steps: number;
  /** Stop after so many. */
  readonly stop?: number;
}

/** Adam on patches of frames, half of them not black; the first losses. */
export async function trainTokenizer(
  tokenizer: Tokenizer,
  frames: Float32Array,
  { seed, steps, stop = steps }: TrainOptions,
): Promise<number[]> {
  const { gpu } = tokenizer;
  const patches = cutPatches(frames);
  const all = Array.from({ length: patches.length / PIXELS }, (_, i) => i);
  const lit = all.filter((i) => patches.subarray(i * PIXELS, (i + 1) * PIXELS).some((v) => v > 0));
  const random = stream(foldIn(key(seed), 4));
  const next = () => {
    const x = new Float32Array(ROWS * PIXELS);
    for (let row = 0; row < ROWS; row++) {
      const from = row % 2 === 0 ? all : lit;
      const at = from[random.integer(from.length)]!;
      x.set(patches.subarray(at * PIXELS, (at + 1) * PIXELS), row * PIXELS);
    }
    return { x };
  };
  using x = tensor(gpu, next().x, { shape: [ROWS, PIXELS] });
  using optimizer = adam(tokenizer.parameters(), { learningRate: 0.01 });
  const scale = cosine({ steps, warmup: 20 });
  using step = await recordStep(gpu, async () => {
    const { values, penalty } = tokenizer.encode(x);
    const error = mean(square(sub(tokenizer.decode(values), x)));
    const loss = penalty ? add(error, mul(penalty, 0.05)) : error;
    const slopes = grad(loss, tokenizer.parameters());
    await evaluate([error, ...slopes]);
    await optimizer.step(slopes, { scale });
    return { error };
  }, { inputs: { x } });
  const losses = [(await read(step.outputs.error))[0]!];
  for (let i = 1; i < stop; i++) {
    await step.run(next());
    if (i < LOGGED) losses.push((await read(step.outputs.error))[0]!);
  }
  return losses;
}
