/** How neighbouring pixels are weighed. */
export type Filter = "bilinear" | "bicubic";

/** What one pixel of a resized row is made of. */
export interface Taps {
  /** The first pixel that counts. */
  readonly start: number;
  /** How much it and those behind it count; they sum to 1. */
  readonly weights: Float64Array;
}

const FILTERS: Readonly<Record<Filter, { reach: number; weigh: (x: number) => number }>> = {
  bilinear: { reach: 1, weigh: (x) => Math.max(0, 1 - Math.abs(x)) },
  bicubic: { reach: 2, weigh: (x) => cubic(Math.abs(x)) },
};

/** Keys' convolution kernel (1981) with a = -1/2. */
function cubic(x: number): number {
  const a = -0.5;
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
}

/**
 * What each pixel of a row of `to` is made of, of one of `from`. Going smaller the filter is stretched,
 * so that every pixel counts and nothing aliases; as Pillow does it.
 */
export function tapsOf(from: number, to: number, filter: Filter): Taps[] {
  const { reach, weigh } = FILTERS[filter];
  const scale = from / to;
  const stretch = Math.max(1, scale);
  return Array.from({ length: to }, (_, i) => {
    const centre = (i + 0.5) * scale;
    const start = Math.max(0, Math.trunc(centre - reach * stretch + 0.5));
    const end = Math.min(from, Math.trunc(centre + reach * stretch + 0.5));
    const weights = Float64Array.from(
      { length: end - start },
      (_, k) => weigh((k + start - centre + 0.5) / stretch),
    );
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return { start, weights: weights.map((weight) => weight / total) };
  });
}

/** Throws unless a filter and the sizes are what can be resized to. */
export function checkResize(filter: string, width: number, height: number): void {
  if (!Object.hasOwn(FILTERS, filter)) {
    throw new RangeError(`Cannot resize: filter is "${filter}", wanted "bilinear" or "bicubic"`);
  }
  if ([width, height].every((size) => Number.isSafeInteger(size) && size >= 1)) return;
  throw new RangeError(`Cannot resize: to ${width} x ${height}, wanted integers >= 1`);
}

/** What is resized, and to what. */
export interface Resampling {
  /** Pixels a row, before and after. */
  readonly width: readonly [from: number, to: number];
  /** Rows, before and after. */
  readonly height: readonly [from: number, to: number];
  /** Planes behind each other, and channels in a pixel. */
  readonly layout: { readonly outer: number; readonly inner: number };
  /** What each pixel along an axis is made of. */
  readonly taps: (from: number, to: number) => readonly Taps[];
  /** An array for the result of a pass. */
  readonly make: (length: number) => Numbers;
  /** What is stored for a sum. */
  readonly store: (sum: number) => number;
}

/** An array to read and write. */
export interface Numbers extends ArrayLike<number> {
  [place: number]: number;
}

/** Resizes along both axes, one after the other; an axis that keeps its size is passed over. */
export function resample(source: Numbers, resampling: Resampling): Numbers {
  const { width: [columns, width], height: [rows, height], layout } = resampling;
  const { outer, inner } = layout;
  // Where many rows become few, Pillow (since 12) does those first; bytes are rounded in between.
  const rowsFirst = rows > height && rows - height > 2 * (columns - width);
  const across = (from: Numbers, lines: number) =>
    resampleAxis(from, [columns, width], {
      ...resampling,
      layout: { outer: outer * lines, inner },
    });
  const down = (from: Numbers, line: number) =>
    resampleAxis(from, [rows, height], { ...resampling, layout: { outer, inner: line * inner } });
  return rowsFirst ? across(down(source, columns), height) : down(across(source, rows), width);
}

/** Resizes the middle axis of (outer, from, inner). */
function resampleAxis(
  source: Numbers,
  [from, to]: readonly [number, number],
  { layout: { outer, inner }, taps, make, store }: Resampling,
): Numbers {
  if (from === to) return source;
  const result = make(outer * to * inner);
  const all = taps(from, to);
  for (let o = 0; o < outer; o++) {
    for (const [i, { start, weights }] of all.entries()) {
      for (let n = 0; n < inner; n++) {
        let sum = 0;
        for (let k = 0; k < weights.length; k++) {
          sum += weights[k]! * source[(o * from + start + k) * inner + n]!;
        }
        result[(o * to + i) * inner + n] = store(sum);
      }
    }
  }
  return result;
}
