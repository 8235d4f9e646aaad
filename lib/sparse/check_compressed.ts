import type { Compressed } from "./compressed.ts";

/** What rows, entries and columns are called in messages. */
interface Words {
  row: string;
  entries: string;
  entry: string;
  column: string;
}

const WORDS: Words = { row: "row", entries: "entries", entry: "entry", column: "column" };

/** Throws unless starts ascend from 0 to the number of entries and every entry is in a column. */
export function checkCompressed(
  action: string,
  { starts, indices, columns }: Omit<Compressed, "values"> & { columns: number },
  words: Words = WORDS,
): void {
  const { length } = starts;
  if (length === 0 || starts[0] !== 0 || starts[length - 1] !== indices.length) {
    throw new RangeError(
      `Cannot ${action}: starts go from ${starts[0]} to ${starts[length - 1]}, ` +
        `wanted from 0 to the ${indices.length} ${words.entries}`,
    );
  }
  for (let row = 0; row + 1 < length; row++) {
    const [from, to] = [starts[row]!, starts[row + 1]!];
    if (Number.isInteger(to) && to >= from) continue;
    throw new RangeError(
      `Cannot ${action}: ${words.row} ${row} goes from ${words.entry} ${from} to ${to}, wanted starts that ascend`,
    );
  }
  for (let i = 0; i < indices.length; i++) {
    const column = indices[i]!;
    if (Number.isInteger(column) && column >= 0 && column < columns) continue;
    const wanted = columns === 0
      ? `none, there are no ${words.column}s`
      : `one from 0 to ${columns - 1}`;
    throw new RangeError(
      `Cannot ${action}: ${words.entry} ${i} is in ${words.column} ${column}, wanted ${wanted}`,
    );
  }
}
