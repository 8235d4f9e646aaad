/** Two sets of vectors to be told apart. */
export interface Sides {
  readonly ones: readonly Float64Array[];
  readonly others: readonly Float64Array[];
}

/** Rows of a matrix as vectors of length one, so that only their direction tells. */
export function directions(values: Float32Array, width: number): Float64Array[] {
  return Array.from({ length: values.length / width }, (_, row) => {
    const own = Float64Array.from(values.subarray(row * width, (row + 1) * width));
    const length = Math.hypot(...own);
    return own.map((v) => v / length);
  });
}

/**
 * How well a linear probe tells the sides apart that has learned on others of them: logistic regression
 * by plain descent, both sides of equal weight. The mean of the two shares that it gets right, percent.
 */
export function probe(train: Sides, test: Sides, { steps = 200, rate = 4 } = {}): number {
  const width = train.ones[0]!.length;
  const weights = new Float64Array(width + 1);
  const score = (x: Float64Array) =>
    x.reduce((sum, v, i) => sum + v * weights[i]!, weights[width]!);
  const sides = [[train.ones, 1], [train.others, 0]] as const;
  for (let step = 0; step < steps; step++) {
    const slopes = new Float64Array(width + 1);
    for (const [vectors, label] of sides) {
      for (const x of vectors) {
        const off = (1 / (1 + Math.exp(-score(x))) - label) / vectors.length;
        x.forEach((v, i) => slopes[i]! += off * v);
        slopes[width]! += off;
      }
    }
    weights.forEach((_, i) => weights[i]! -= rate * slopes[i]!);
  }
  const share = (vectors: readonly Float64Array[], isRight: (x: Float64Array) => boolean) =>
    vectors.filter(isRight).length / vectors.length;
  return 50 * (share(test.ones, (x) => score(x) > 0) + share(test.others, (x) => score(x) <= 0));
}

/** Every other of a list: the even places, or the odd ones. */
export function everyOther<T>(list: readonly T[], from: 0 | 1): T[] {
  return list.filter((_, i) => i % 2 === from);
}
