import { type Stream, stream } from "@rederive/lib/random";
import type { PairLoss } from "./losses.ts";
import { type Bag, dot, type SmallEncoder, smallEncoder, sumOf } from "./small_encoder.ts";

/** A question, the document that answers it, and documents that do not. */
export interface Example {
  readonly question: Bag;
  readonly right: Bag;
  readonly wrong: readonly Bag[];
}

/** How an encoder is trained. */
export interface Training {
  readonly words: number;
  readonly width: number;
  readonly seed: number;
  readonly steps: number;
  readonly batch: number;
  readonly learningRate: number;
  readonly loss: PairLoss;
  /** Examples of a step. */
  readonly draw: (random: Stream, batch: number) => readonly Example[];
}

/** A trained encoder, and what share of the wrong documents still had a slope, step by step. */
export interface Trained {
  readonly encoder: SmallEncoder;
  readonly active: readonly number[];
}

/** Trains by Adam, in f64; words that a step does not meet stay where they are. */
export function train(options: Training): Trained {
  const { words, width, seed, steps, batch, learningRate, loss, draw } = options;
  const encoder = smallEncoder(words, { width, seed });
  const random = stream(5000 + seed);
  const move = adam(encoder.table, { width, learningRate });
  const active: number[] = [];
  for (let step = 1; step <= steps; step++) {
    const { slopes, share } = slopesOf(encoder, draw(random, batch), loss);
    move(slopes, step);
    active.push(share);
  }
  return { encoder, active };
}

/** Slopes of the mean loss, by word; and the share of wrong documents that have one. */
export function slopesOf(encoder: SmallEncoder, examples: readonly Example[], loss: PairLoss) {
  const texts = new Map<Bag, Text>();
  const textOf = (bag: Bag): Text => {
    const known = texts.get(bag);
    if (known) return known;
    const { sum, length } = sumOf(encoder, bag);
    const text = {
      vector: sum.map((x) => x / length),
      length,
      slope: new Float64Array(sum.length),
    };
    texts.set(bag, text);
    return text;
  };
  let [value, met, live] = [0, 0, 0];
  for (const { question, right, wrong } of examples) {
    const q = textOf(question);
    const documents = [right, ...wrong].map(textOf);
    const [first, ...rest] = documents.map(({ vector }) => dot(q.vector, vector));
    const given = loss(first!, rest);
    value += given.value / examples.length;
    met += rest.length;
    live += given.wrong.filter((slope) => slope > 1e-3).length;
    for (const [i, slope] of [given.right, ...given.wrong].entries()) {
      if (slope === 0) continue;
      addTo(q.slope, documents[i]!.vector, slope / examples.length);
      addTo(documents[i]!.slope, q.vector, slope / examples.length);
    }
  }
  return { slopes: slopesOfWords(texts), value, share: live / Math.max(1, met) };
}

interface Text {
  readonly vector: Float64Array;
  readonly length: number;
  /** Of the loss, for each number of the vector. */
  readonly slope: Float64Array;
}

/** Through the division by the length, to every word of every text. */
function slopesOfWords(texts: ReadonlyMap<Bag, Text>): Map<number, Float64Array> {
  const slopes = new Map<number, Float64Array>();
  for (const [{ words, weights }, { vector, length, slope }] of texts) {
    const along = dot(slope, vector);
    const ofSum = slope.map((x, d) => (x - along * vector[d]!) / length);
    for (const [i, word] of words.entries()) {
      if (!slopes.has(word)) slopes.set(word, new Float64Array(vector.length));
      addTo(slopes.get(word)!, ofSum, weights[i]!);
    }
  }
  return slopes;
}

function addTo(sum: Float64Array, vector: Float64Array, times: number): void {
  for (let d = 0; d < sum.length; d++) sum[d]! += times * vector[d]!;
}

/** Adam (https://arxiv.org/abs/1412.6980, algorithm 1) for the rows that have slopes. */
function adam(
  table: Float64Array,
  { width, learningRate }: { width: number; learningRate: number },
): (slopes: ReadonlyMap<number, Float64Array>, step: number) => void {
  const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8];
  const [mean, square] = [new Float64Array(table.length), new Float64Array(table.length)];
  return (slopes, step) => {
    const [bias1, bias2] = [1 - beta1 ** step, 1 - beta2 ** step];
    for (const [word, row] of slopes) {
      for (let d = 0; d < width; d++) {
        const at = word * width + d;
        mean[at] = beta1 * mean[at]! + (1 - beta1) * row[d]!;
        square[at] = beta2 * square[at]! + (1 - beta2) * row[d]! ** 2;
        table[at]! -= learningRate * mean[at]! / bias1 /
          (Math.sqrt(square[at]! / bias2) + epsilon);
      }
    }
  };
}
