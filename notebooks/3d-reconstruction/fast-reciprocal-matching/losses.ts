/** Pointmaps (N, 3) of both views, one after the other, in the frame of the first camera. */
export type Points = ArrayLike<number>;

/** Mean distance of points from the origin: the scale of a pair of pointmaps. */
export function scaleOf(points: Points): number {
  let sum = 0;
  for (let i = 0; i < points.length; i += 3) {
    sum += Math.hypot(points[i]!, points[i + 1]!, points[i + 2]!);
  }
  return sum / (points.length / 3);
}

/** By what the predicted and the true pointmaps are divided. */
export type Scaling = "each its own" | "both the true one";

/** The regression loss of every pixel: DUSt3R divides each pointmap by its own scale, MASt3R both by the true one. */
export function regressionLosses(predicted: Points, truth: Points, scaling: Scaling): number[] {
  const wanted = scaleOf(truth);
  const own = scaling === "each its own" ? scaleOf(predicted) : wanted;
  return Array.from(
    { length: truth.length / 3 },
    (_, i) =>
      Math.hypot(
        ...[0, 1, 2].map((k) => predicted[3 * i + k]! / own - truth[3 * i + k]! / wanted),
      ),
  );
}

/** Their mean. */
export function meanRegression(predicted: Points, truth: Points, scaling: Scaling): number {
  const losses = regressionLosses(predicted, truth, scaling);
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

/** What one pixel adds to the confidence-weighted loss: C l - alpha log C. */
export function confidenceLoss(loss: number, confidence: number, alpha: number): number {
  return confidence * loss - alpha * Math.log(confidence);
}

/** A true match: places among the rows and the columns of the similarities. */
export type Match = readonly [row: number, column: number];

/** How the matching loss is read. */
export interface MatchingOptions {
  readonly temperature: number;
  /** Where the minus sign ends: "first" is before the plus sign. */
  readonly minus?: "both logarithms" | "first";
}

/**
 * The matching loss as the formula reads, in f64: similarities (rows, columns) of all descriptors of
 * P1 with all of P2, and which of them match.
 */
export function matchingLoss(
  similarities: readonly (readonly number[])[],
  matches: readonly Match[],
  { temperature, minus = "both logarithms" }: MatchingOptions,
): number {
  const s = similarities.map((row) => row.map((x) => Math.exp(x / temperature)));
  const ofRow = s.map((row) => row.reduce((sum, x) => sum + x, 0));
  const ofColumn = s[0]!.map((_, j) => s.reduce((sum, row) => sum + row[j]!, 0));
  const sign = minus === "first" ? -1 : 1;
  return matches.reduce((sum, [i, j]) => {
    const own = s[i]![j]!;
    return sum - (Math.log(own / ofColumn[j]!) + sign * Math.log(own / ofRow[i]!));
  }, 0);
}

/** Inner products of rows (N, width) and (M, width). */
export function similaritiesOf(
  first: readonly ArrayLike<number>[],
  second: readonly ArrayLike<number>[],
): number[][] {
  return first.map((a) =>
    second.map((b) => {
      let sum = 0;
      for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
      return sum;
    })
  );
}

/** Chosen rows of (N, width). */
export function rowsAt(
  rows: Float32Array,
  width: number,
  places: readonly number[],
): Float32Array[] {
  return places.map((i) => rows.subarray(i * width, (i + 1) * width));
}
