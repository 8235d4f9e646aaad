import type { Windows } from "./windows.ts";

/** How planes with padding lie in memory. */
interface Padded {
  readonly columns: number;
  /** Elements of a plane. */
  readonly plane: number;
}

/** For each window, row by row, where its first element is in a padded plane. */
export function placesOf({ y, x, places }: Windows, padded: Padded): Uint32Array<ArrayBuffer> {
  const starts = new Uint32Array(places);
  for (let i = 0; i < y.windows; i++) {
    for (let j = 0; j < x.windows; j++) {
      starts[i * x.windows + j] = i * y.stride * padded.columns + j * x.stride;
    }
  }
  return starts;
}

/** For each element of a window, plane by plane, where it is, counted from the first. */
export function tapsOf(
  { y, x, taps }: Windows,
  { planes, padded }: { planes: number; padded: Padded },
): Uint32Array<ArrayBuffer> {
  const steps = new Uint32Array(planes * taps);
  let at = 0;
  for (let c = 0; c < planes; c++) {
    for (let u = 0; u < y.kernel; u++) {
      for (let v = 0; v < x.kernel; v++) {
        steps[at++] = c * padded.plane + u * y.dilation * padded.columns + v * x.dilation;
      }
    }
  }
  return steps;
}
