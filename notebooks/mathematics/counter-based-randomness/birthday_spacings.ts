/**
 * Marsaglia's birthday spacings. 4096 words are birthdays in a year of 2^32 days; sort them, take
 * the gaps between neighbours, and count gaps that occur again. Chance gives 4096^3 / 2^34 = 4 a
 * group (Poisson); a lattice structure gives many more. Returns standard deviations from that.
 */
export function birthdaySpacings(words: Uint32Array): number {
  const birthdays = 4096;
  const groups = Math.floor(words.length / birthdays);
  let repeats = 0;
  for (let g = 0; g < groups; g++) {
    const days = words.slice(g * birthdays, (g + 1) * birthdays).sort();
    const gaps = days.map((day, i) => day - (days[i - 1] ?? 0)).sort();
    gaps.forEach((gap, i) => {
      if (i > 0 && gap === gaps[i - 1]) repeats++;
    });
  }
  const expected = groups * birthdays ** 3 / 2 ** 34;
  return (repeats - expected) / Math.sqrt(expected);
}
