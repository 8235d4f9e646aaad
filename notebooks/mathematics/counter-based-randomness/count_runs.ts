/**
 * Does the top bit change as often as a fair coin? Wald and Wolfowitz's runs test: the number of
 * runs of equal bits, in standard deviations from its mean given how many ones and zeros there are.
 */
export function countRuns(words: Uint32Array): number {
  let ones = 0;
  let runs = 1;
  words.forEach((word, i) => {
    const bit = word >>> 31;
    ones += bit;
    if (i > 0 && bit !== words[i - 1]! >>> 31) runs++;
  });
  const n = words.length;
  const twice = 2 * ones * (n - ones);
  const mean = 1 + twice / n;
  const variance = (twice * (twice - n)) / (n * n * (n - 1));
  return (runs - mean) / Math.sqrt(variance);
}
