/** The item with the least sum of distances to all items; the first of several. */
export function medoid<T>(items: readonly T[], distance: (a: T, b: T) => number): T {
  const sums = items.map((a) => items.reduce((sum, b) => sum + distance(a, b), 0));
  return items[sums.indexOf(Math.min(...sums))]!;
}
