import { stream } from "@rederive/lib/random";
import type { Entry } from "@rederive/lib/reference";

/** Entries of a matrix as lists, as `sparseFromCoordinates()` takes them. */
export function coordinatesOf(entries: readonly Entry[]) {
  return {
    rowIndices: entries.map(([row]) => row),
    columnIndices: entries.map(([, column]) => column),
    values: entries.map(([, , value]) => value),
  };
}

/** Entries in any order, each place at most once; the first `long` of them are all of one row. */
export function scatter(
  { rows, columns, entries, long = 0 }: {
    rows: number;
    columns: number;
    entries: number;
    long?: number;
  },
  value: (i: number) => number,
): Entry[] {
  const draw = stream(rows + columns + entries);
  const places = new Set<number>();
  const row = Math.floor(rows / 2);
  for (let c = 0; c < Math.min(long, columns); c++) places.add(row * columns + c);
  while (places.size < Math.min(entries, rows * columns)) places.add(draw.integer(rows * columns));
  return draw.shuffle(places).map((place, i) =>
    [Math.floor(place / columns), place % columns, Math.fround(value(i))] as const
  );
}
