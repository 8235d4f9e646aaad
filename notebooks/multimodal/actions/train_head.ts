import type { Gpu } from "@rederive/lib/gpu";
import { adam, cosine, train } from "@rederive/lib/optim";
import { foldIn, type Key, key, normal, stream, uniform } from "@rederive/lib/random";
import { crossEntropy, mean, square, sub, tensor } from "@rederive/lib/tensor";
import { binOf, valueOf } from "./action_text.ts";
import { type Example, STEPS } from "./course.ts";
import { featuresOf, flowRow, type Head, type Kind, SIZES, tokenRow } from "./heads.ts";

/** Rows of a step: 8 of each example where its tokens, or its noise, can differ. */
const ROWS = 256;

/** How a head is trained. */
export interface TrainOptions {
  readonly seed: number;
  /** Of the schedule: the rate rises over 20 steps and falls along a cosine. */
  readonly steps: number;
  /** Stop after so many. */
  readonly stop?: number;
}

/** Highest learning rate; as the number of steps, chosen with other seeds than those judged. */
const RATE = 0.01;
/** How many losses are kept. */
export const LOGGED = 12;

/** Adam on examples drawn at random; the first losses. */
export async function trainHead(
  gpu: Gpu,
  { kind, network }: Head,
  examples: readonly Example[],
  { seed, steps, stop = steps }: TrainOptions,
): Promise<number[]> {
  const own = foldIn(key(seed), 3);
  let count = 0;
  const next = () => batchOf(kind, examples, foldIn(own, count++));
  const { inputs } = SIZES[kind];
  const first = next();
  using x = tensor(gpu, first.x, { shape: [ROWS, inputs] });
  using wanted = tensor(gpu, first.wanted, {
    shape: kind === "tokens" ? [ROWS] : [ROWS, STEPS],
  });
  using bins = tensor(gpu, first.bins);
  using optimizer = adam(network.parameters(), { learningRate: RATE });
  return await train(optimizer, {
    inputs: { x, wanted, bins },
    next,
    loss() {
      const out = network.forward(x);
      return mean(kind === "tokens" ? crossEntropy(out, bins) : square(sub(out, wanted)));
    },
  }, { steps: stop, scale: cosine({ steps, warmup: 20 }), logged: LOGGED });
}

/** Rows of examples drawn at random. */
function batchOf(kind: Kind, examples: readonly Example[], key: Key) {
  const per = kind === "regression" ? 1 : STEPS;
  const random = stream(foldIn(key, 0));
  const noise = normal(foldIn(key, 1), ROWS * STEPS);
  const times = uniform(foldIn(key, 2), ROWS);
  const { inputs } = SIZES[kind];
  const x = new Float32Array(ROWS * inputs);
  const wanted = new Float32Array(kind === "tokens" ? ROWS : ROWS * STEPS);
  const bins = new Int32Array(ROWS);
  for (let row = 0; row < ROWS; row += per) {
    const { view, plan } = examples[random.integer(examples.length)]!;
    const seen = kind === "tokens" ? plan.map((action) => valueOf(binOf(action))) : plan;
    for (let k = 0; k < per; k++) {
      const at = row + k;
      const own = Array.from(noise.subarray(at * STEPS, (at + 1) * STEPS));
      if (kind === "tokens") {
        x.set(tokenRow(view, seen, k), at * inputs);
        bins[at] = binOf(plan[k]!);
      } else if (kind === "flow") {
        const time = times[at]!;
        x.set(
          flowRow(view, plan.map((a, i) => time * a + (1 - time) * own[i]!), time),
          at * inputs,
        );
        wanted.set(plan.map((a, i) => a - own[i]!), at * STEPS);
      } else {
        x.set(featuresOf(view), at * inputs);
        wanted.set(plan, at * STEPS);
      }
    }
  }
  return { x, wanted, bins };
}
