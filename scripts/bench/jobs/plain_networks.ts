import type { Shaped } from "../kernels/bench_case.ts";
import { ADAM, CLIP_SCALE, type ClipSizes, type GptSizes } from "./networks.ts";
import { block, type BlockSizes, type Weights } from "./plain_block.ts";
import {
  addRepeated,
  embed,
  entropy,
  type Layer,
  linear,
  norm,
  relu,
  type Weight,
} from "./plain_layers.ts";

/** The loss of a network on its data, gradients added to those of its weights. */
export type PlainLoss = (weights: Weights, data: readonly ArrayLike<number>[]) => number;

/** Trains a network in plain TypeScript: a function that takes a step and gives the loss before it. */
export function plainTraining(
  loss: PlainLoss,
  start: ReadonlyMap<string, Shaped>,
  { data, optimizer }: { data: readonly Shaped[]; optimizer: "sgd" | "adam" },
): () => number {
  const weights = new Map([...start].map(([name, { data }]) => {
    const values = Float32Array.from(data);
    return [name, {
      values,
      slopes: new Float32Array(values.length),
      mean: new Float32Array(values.length),
      square: new Float32Array(values.length),
    }];
  }));
  let steps = 0;
  return () => {
    for (const { slopes } of weights.values()) slopes.fill(0);
    const value = loss((name) => weights.get(name)!, data.map(({ data }) => data));
    steps++;
    for (const weight of weights.values()) {
      if (optimizer === "sgd") descend(weight);
      else moveByAdam(weight, steps);
    }
    return value;
  };
}

function descend({ values, slopes }: Weight): void {
  for (let i = 0; i < values.length; i++) values[i]! -= 0.1 * slopes[i]!;
}

function moveByAdam(
  { values, slopes, mean, square }: Weight & { mean: Float32Array; square: Float32Array },
  step: number,
): void {
  const { learningRate, beta1, beta2, epsilon } = ADAM;
  const [first, second] = [1 - beta1 ** step, 1 - beta2 ** step];
  for (let i = 0; i < values.length; i++) {
    const slope = slopes[i]!;
    mean[i] = beta1 * mean[i]! + (1 - beta1) * slope;
    square[i] = beta2 * square[i]! + (1 - beta2) * slope * slope;
    values[i]! -= learningRate * mean[i]! / first / (Math.sqrt(square[i]! / second) + epsilon);
  }
}

function layer(weights: Weights, name: string, x: Float32Array): Layer {
  return linear(x, weights(`${name}.weight`), weights(`${name}.bias`));
}

/** A network with one hidden layer. */
export const mlpLoss: PlainLoss = (weights, [x, targets]) => {
  const up = layer(weights, "fc1", x as Float32Array);
  const bent = relu(up.y);
  const down = layer(weights, "fc2", bent.y);
  const { loss, slopes } = entropy(down.y, targets!);
  up.back(bent.back(down.back(slopes)));
  return loss;
};

function blocks(
  x: Float32Array,
  weights: Weights,
  name: string,
  sizes: BlockSizes & { L: number },
) {
  const passed: Layer[] = [];
  for (let i = 0; i < sizes.L; i++) {
    passed.push(block(passed.at(-1)?.y ?? x, weights, `${name}.${i}`, sizes));
  }
  return {
    y: passed.at(-1)!.y,
    back: (dy: Float32Array) => passed.reduceRight((slopes, each) => each.back(slopes), dy),
  };
}

/** A transformer over tokens that guesses the next. */
export function gptLoss(sizes: GptSizes): PlainLoss {
  return (weights, [ids, targets]) => {
    const rows = embed(weights("tokens.weight"), ids!, sizes.C);
    const placed = addRepeated(rows.y, weights("places.weight"));
    const body = blocks(placed.y, weights, "blocks", { ...sizes, isCausal: true });
    const normed = norm(body.y, weights("norm.weight"), weights("norm.bias"));
    const head = layer(weights, "head", normed.y);
    const { loss, slopes } = entropy(head.y, targets!);
    rows.back(placed.back(body.back(normed.back(head.back(slopes)))));
    return loss;
  };
}

/** Two transformers whose results are to point the same way for a pair. */
export function clipLoss(sizes: ClipSizes): PlainLoss {
  const { B, C, T, patches, E } = sizes;
  return (weights, [images, ids]) => {
    const patch = layer(weights, "patch", images as Float32Array);
    const image = tower(patch, weights, "image", { ...sizes, T: patches, isCausal: false });
    const rows = embed(weights("tokens.weight"), ids!, C);
    const text = tower(rows, weights, "text", { ...sizes, T, isCausal: false });
    const cosines = new Float32Array(B * B);
    each(B, B, (i, j) => {
      for (let e = 0; e < E; e++) cosines[i * B + j]! += image.y[i * E + e]! * text.y[j * E + e]!;
    });
    const pairs = Array.from({ length: B }, (_, i) => i);
    const scaled = cosines.map((v) => CLIP_SCALE * v);
    const forth = entropy(scaled, pairs);
    const back = entropy(turned(scaled, B), pairs);
    const other = turned(back.slopes, B);
    const [dImage, dText] = [new Float32Array(B * E), new Float32Array(B * E)];
    each(B, B, (i, j) => {
      const slope = 0.5 * CLIP_SCALE * (forth.slopes[i * B + j]! + other[i * B + j]!);
      for (let e = 0; e < E; e++) {
        dImage[i * E + e]! += slope * text.y[j * E + e]!;
        dText[j * E + e]! += slope * image.y[i * E + e]!;
      }
    });
    image.back(dImage);
    text.back(dText);
    return 0.5 * (forth.loss + back.loss);
  };
}

function each(n: number, m: number, work: (i: number, j: number) => void): void {
  for (let i = 0; i < n; i++) for (let j = 0; j < m; j++) work(i, j);
}

function turned(x: Float32Array, n: number): Float32Array {
  return x.map((_, i) => x[(i % n) * n + Math.floor(i / n)]!);
}

/** Places, blocks, the mean over places, a projection, its direction. */
function tower(
  input: Layer,
  weights: Weights,
  name: string,
  sizes: BlockSizes & { L: number; E: number },
): Layer {
  const { B, T, C, E } = sizes;
  const placed = addRepeated(input.y, weights(`${name}_places.weight`));
  const body = blocks(placed.y, weights, `${name}_blocks`, sizes);
  const middle = new Float32Array(B * C);
  for (let i = 0; i < body.y.length; i++) {
    middle[Math.floor(i / (T * C)) * C + i % C]! += body.y[i]! / T;
  }
  const head = layer(weights, `${name}_head`, middle);
  const lengths = Float32Array.from(
    { length: B },
    (_, b) => Math.hypot(...head.y.subarray(b * E, (b + 1) * E)),
  );
  const y = head.y.map((v, i) => v / lengths[Math.floor(i / E)]!);
  return {
    y,
    back(dy) {
      const slopes = new Float32Array(B * E);
      for (let b = 0; b < B; b++) {
        let along = 0;
        for (let e = b * E; e < (b + 1) * E; e++) along += dy[e]! * y[e]!;
        for (let e = b * E; e < (b + 1) * E; e++) {
          slopes[e] = (dy[e]! - y[e]! * along) / lengths[b]!;
        }
      }
      const dMiddle = head.back(slopes);
      const dBody = body.y.map((_, i) => dMiddle[Math.floor(i / (T * C)) * C + i % C]! / T);
      return input.back(placed.back(body.back(dBody)));
    },
  };
}
