import { softmaxInto } from "./losses.ts";

/** The slope of a loss for the similarities (N, N) of N lefts and N rights; partners are on the diagonal. */
export type PairLoss = (similarities: Float64Array, N: number) => Float64Array;

type RowSlope = (row: Float64Array, own: number) => Float64Array;

/** CLIP's loss: cross-entropy of every row and every column with its partner, half of each. */
export const contrastive: PairLoss = (similarities, N) => bothWays(similarities, N, slopeOfRow);

/** The same behind a softmax of each row and column: softmax twice. */
export const contrastiveOfSoftmax: PairLoss = (similarities, N) =>
  bothWays(similarities, N, (row, own) => {
    const p = new Float64Array(row.length);
    softmaxInto(row, p);
    const g = slopeOfRow(p, own);
    const mean = p.reduce((sum, v, j) => sum + v * g[j]!, 0);
    return p.map((v, j) => v * (g[j]! - mean));
  });

/** No competition: the similarities of partners grow, whatever the others do. */
export const pullOnly: PairLoss = (_, N) =>
  Float64Array.from({ length: N * N }, (_, at) => at % (N + 1) === 0 ? -1 / N : 0);

function slopeOfRow(row: Float64Array, own: number): Float64Array {
  const slope = new Float64Array(row.length);
  softmaxInto(row, slope);
  slope[own]! -= 1;
  return slope;
}

function bothWays(similarities: Float64Array, N: number, slopeOf: RowSlope): Float64Array {
  const slopes = new Float64Array(N * N);
  const column = new Float64Array(N);
  for (let i = 0; i < N; i++) {
    const row = similarities.subarray(i * N, (i + 1) * N);
    for (let j = 0; j < N; j++) column[j] = similarities[j * N + i]!;
    const [forRow, forColumn] = [slopeOf(row, i), slopeOf(column, i)];
    for (let j = 0; j < N; j++) {
      slopes[i * N + j]! += forRow[j]! / (2 * N);
      slopes[j * N + i]! += forColumn[j]! / (2 * N);
    }
  }
  return slopes;
}
