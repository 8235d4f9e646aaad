/** A row for a binary classifier. */
export interface Row {
  readonly features: readonly number[];
  /** 1 or 0. */
  readonly label: number;
  /** What the row counts. */
  readonly weight: number;
}

/** Weights that minimise the log loss plus ridge/2 times their squared length, by Newton's method. */
export function fitLogistic(rows: readonly Row[], { ridge }: { ridge: number }): number[] {
  const size = rows[0]!.features.length;
  let weights = Array<number>(size).fill(0);
  for (let turn = 0; turn < 30; turn++) {
    const slope = weights.map((w) => ridge * w);
    const bend = weights.map((_, i) => weights.map((_, j) => i === j ? ridge : 0));
    for (const { features, label, weight } of rows) {
      const p = 1 / (1 + Math.exp(-dot(weights, features)));
      for (let i = 0; i < size; i++) {
        slope[i]! += weight * (p - label) * features[i]!;
        const bent = weight * p * (1 - p) * features[i]!;
        for (let j = 0; j < size; j++) bend[i]![j]! += bent * features[j]!;
      }
    }
    const move = solve(bend, slope);
    weights = weights.map((w, i) => w - move[i]!);
    if (move.every((v) => Math.abs(v) < 1e-12)) return weights;
  }
  throw new RangeError("Cannot fit: 30 turns of Newton's method did not settle, wanted fewer");
}

/** The sum of the products. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Gauss's elimination; the matrix is positive definite, so no rows change places. */
function solve(matrix: number[][], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  for (const [i, pivot] of rows.entries()) {
    for (const row of rows) {
      if (row === pivot) continue;
      const factor = row[i]! / pivot[i]!;
      for (let k = i; k < row.length; k++) row[k]! -= factor * pivot[k]!;
    }
  }
  return rows.map((row, i) => row.at(-1)! / row[i]!);
}
