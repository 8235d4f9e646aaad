/** Throws where something is ranked twice: it would count twice. */
export function checkRanking(action: string, ranking: ArrayLike<number>): void {
  const seen = new Set<number>();
  for (let i = 0; i < ranking.length; i++) {
    if (seen.size < seen.add(ranking[i]!).size) continue;
    throw new RangeError(
      `Cannot ${action}: ${ranking[i]} is ranked twice, the second time at ${i}, wanted it once`,
    );
  }
}
