/** The candidate that `word` was probably meant to be; null when none is close. */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  let best: string | null = null;
  // two slips, or a third of the word, is still a typing error; more is another word
  let bound = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const slips = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (slips < bound) {
      best = candidate;
      bound = slips;
    }
  }
  return best;
}

/** Levenshtein distance with transpositions of neighbours counted as one slip. */
export function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let slips = Math.min(
        at(rows, i - 1, j) + 1,
        row[j - 1]! + 1,
        at(rows, i - 1, j - 1) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        slips = Math.min(slips, at(rows, i - 2, j - 2) + 1);
      }
      row.push(slips);
    }
    rows.push(row);
  }
  return at(rows, a.length, b.length);
}

function at(rows: readonly number[][], i: number, j: number): number {
  return rows[i]![j]!;
}
