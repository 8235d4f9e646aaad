import { LONGEST_LOOP } from "../gpu/longest_loop.ts";
import type { Windows } from "./windows.ts";

/** Some of the windows of some planes, as columns hold them. */
export interface Share {
  /** Images, and the first of them. */
  images: number;
  firstImage: number;
  /** Windows of each plane, and the first of them. */
  windows: number;
  firstWindow: number;
  /** Elements a row of windows takes: as many, or zeros up to whole texels. */
  wide: number;
}

/** All windows of all images. */
export function allOf({ batch, places }: Pick<Windows, "batch" | "places">): Share {
  return { images: batch, firstImage: 0, windows: places, firstWindow: 0, wide: places };
}

/** Bytes of columns, or of products for each image, that are held at once. */
const MOST_BYTES = 2 ** 26;

/**
 * All windows in shares whose columns and products fit: as many images as go, or some of the windows of one
 * image. `depth` is how many rows either has for an image; `besides` how many bytes else an image takes.
 */
export function* sharesOf(
  { batch, places }: Pick<Windows, "batch" | "places">,
  { depth, besides = 0 }: { depth: number; besides?: number },
): Generator<Share> {
  // Gradients sum over windows, and products of small matrices walk all of them in one loop.
  const wide = 4 * Math.ceil(places / 4);
  const bytes = 4 * Math.max(1, depth);
  const images = Math.floor(MOST_BYTES / Math.max(bytes * wide, besides));
  if (images >= 1 && wide <= LONGEST_LOOP) {
    for (let firstImage = 0; firstImage < batch; firstImage += images) {
      const count = Math.min(images, batch - firstImage);
      yield { images: count, firstImage, windows: places, firstWindow: 0, wide };
    }
    return;
  }
  const fitting = 4 * Math.floor(MOST_BYTES / bytes / 4);
  const most = Math.max(4, Math.min(fitting, LONGEST_LOOP));
  for (let firstImage = 0; firstImage < batch; firstImage++) {
    for (let firstWindow = 0; firstWindow < places; firstWindow += most) {
      const windows = Math.min(most, places - firstWindow);
      yield { images: 1, firstImage, windows, firstWindow, wide: 4 * Math.ceil(windows / 4) };
    }
  }
}
