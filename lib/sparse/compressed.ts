/** A matrix in compressed rows (CSR): only what is stored, row by row. */
export interface Compressed {
  /** Row r holds entries starts[r] to starts[r + 1] - 1: ascending from 0 to the number of entries. */
  starts: ArrayLike<number>;
  /** The column of each entry. */
  indices: ArrayLike<number>;
  /** The number of each entry. */
  values: ArrayLike<number>;
}

/** Entries regrouped by column; in each, in the order of rows. */
export interface Turned {
  starts: Uint32Array<ArrayBuffer>;
  /** The row of each entry. */
  indices: Uint32Array<ArrayBuffer>;
  /** Where each entry was. */
  places: Uint32Array<ArrayBuffer>;
}

/** The entries of a checked matrix by column: a counting sort, which is stable. */
export function transposeCompressed(
  { starts, indices }: Readonly<Record<"starts" | "indices", Uint32Array>>,
  columns: number,
): Turned {
  const turned: Turned = {
    starts: new Uint32Array(columns + 1),
    indices: new Uint32Array(indices.length),
    places: new Uint32Array(indices.length),
  };
  for (const column of indices) turned.starts[column + 1]!++;
  for (let c = 0; c < columns; c++) turned.starts[c + 1]! += turned.starts[c]!;
  const next = turned.starts.slice();
  for (let row = 0; row + 1 < starts.length; row++) {
    for (let i = starts[row]!; i < starts[row + 1]!; i++) {
      const to = next[indices[i]!]!++;
      turned.indices[to] = row;
      turned.places[to] = i;
    }
  }
  return turned;
}
