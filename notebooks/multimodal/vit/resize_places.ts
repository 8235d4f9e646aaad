/** A table of vectors for a grid of patches, (across², C). */
export interface PlaceTable {
  readonly values: Float32Array;
  readonly across: number;
  readonly channels: number;
}

/** The table for a larger grid, interpolated between rows and between columns. */
export function resizeAsGrid({ values, across, channels }: PlaceTable, to: number) {
  const mixed = (along: number) => weights(along, across, to);
  return Float32Array.from({ length: to ** 2 * channels }, (_, i) => {
    const [place, c] = [Math.floor(i / channels), i % channels];
    let total = 0;
    for (const [row, a] of mixed(Math.floor(place / to))) {
      for (const [column, b] of mixed(place % to)) {
        total += a * b * values[(row * across + column) * channels + c]!;
      }
    }
    return total;
  });
}

/** The same with no notion of rows: the sequence of vectors stretched to the new length. */
export function resizeAsLine({ values, across, channels }: PlaceTable, to: number) {
  return Float32Array.from({ length: to ** 2 * channels }, (_, i) => {
    const c = i % channels;
    return weights(Math.floor(i / channels), across ** 2, to ** 2).reduce(
      (total, [at, share]) => total + share * values[at * channels + c]!,
      0,
    );
  });
}

/** Which of `from` places, and with which shares, the middle of one of `to` lies between. */
function weights(at: number, from: number, to: number): [place: number, share: number][] {
  const exact = Math.min(from - 1, Math.max(0, (at + 0.5) * from / to - 0.5));
  const low = Math.min(from - 2, Math.floor(exact));
  return [[low, 1 - (exact - low)], [low + 1, exact - low]];
}
