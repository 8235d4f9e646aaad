import type { Compressed } from "./compressed.ts";

/** Throws unless starts ascend from 0 to the number of entries and every entry is in a column. */
export function checkCompressed(
  action: string,
  { starts, indices, columns }: Omit<Compressed, "values"> & { columns: number },
): void {
  const { length } = starts;
  if (length === 0 || starts[0] !== 0 || starts[length - 1] !== indices.length) {
    throw new RangeError(
      `Cannot ${action}: starts go from ${starts[0]} to ${starts[length - 1]}, ` +
        `wanted from 0 to the ${indices.length} entries`,
    );
  }
  for (let row = 0; row + 1 < length; row++) {
    const [from, to] = [starts[row]!, starts[row + 1]!];
    if (Number.isInteger(to) && to >= from) continue;
    throw new RangeError(
      `Cannot ${action}: row ${row} goes from entry ${from} to ${to}, wanted starts that ascend`,
    );
  }
  for (let i = 0; i < indices.length; i++) {
    const column = indices[i]!;
    if (Number.isInteger(column) && column >= 0 && column < columns) continue;
    const wanted = columns === 0 ? "none, there are no columns" : `one from 0 to ${columns - 1}`;
    throw new RangeError(`Cannot ${action}: entry ${i} is in column ${column}, wanted ${wanted}`);
  }
}
