/** Rows of numbers. */
export type Rows = readonly (readonly number[])[];

/** The cosine of two vectors. */
export function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = (p: readonly number[], q: readonly number[]) =>
    p.reduce((sum, v, i) => sum + v * q[i]!, 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

/** The note's formula, sum by sum: both directions added, similarities divided by the temperature. */
export function formulaLoss(texts: Rows, pictures: Rows, temperature: number): number {
  const n = texts.length;
  let total = 0;
  for (let i = 0; i < n; i++) {
    const raised = (t: number, p: number) =>
      Math.exp(cosine(texts[t]!, pictures[p]!) / temperature);
    let [overPictures, overTexts] = [0, 0];
    for (let j = 0; j < n; j++) {
      overPictures += raised(i, j);
      overTexts += raised(j, i);
    }
    total += Math.log(raised(i, i) / overPictures) + Math.log(raised(i, i) / overTexts);
  }
  return -total / n;
}

/**
 * The least that the mean of both directions can be for N pairs when cosines are multiplied by `scale`:
 * every right pair at cosine 1, every wrong one at -1 / (N - 1).
 */
export function lossFloor(pairs: number, scale: number): number {
  return Math.log1p((pairs - 1) * Math.exp(-scale * pairs / (pairs - 1)));
}
