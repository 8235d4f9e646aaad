import { kMeans } from "@rederive/lib/cluster";
import type { Gpu } from "@rederive/lib/gpu";
import { key, type Stream } from "@rederive/lib/random";
import {
  describe,
  EDGE,
  everyThing,
  paintScenes,
  type Part,
  PLACES,
  type Scene,
  type Thing,
} from "@rederive/lib/shapes";

/** Bits a picture, and what is off then: the mean square of a pixel's error. */
export interface Point {
  readonly bits: number;
  readonly error: number;
}

const PIXELS = 3 * EDGE ** 2;
const ACROSS = EDGE / 4;

/** Pictures (N, 3, 16, 16) as patches of 4 by 4, (16 N, 48). */
export function cutPatches(pixels: Float32Array): Float32Array<ArrayBuffer> {
  const patches = new Float32Array(pixels.length);
  let at = 0;
  for (let from = 0; from < pixels.length; from += PIXELS) {
    for (let patch = 0; patch < ACROSS ** 2; patch++) {
      for (let i = 0; i < 48; i++) {
        const [colour, row, column] = [Math.floor(i / 16), Math.floor(i / 4) % 4, i % 4];
        const y = 4 * Math.floor(patch / ACROSS) + row;
        const x = 4 * (patch % ACROSS) + column;
        patches[at++] = pixels[from + (colour * EDGE + y) * EDGE + x]!;
      }
    }
  }
  return patches;
}

/**
 * A codebook of k patches learned from some pictures and used on others: k-means, each patch sent as
 * the number of its nearest code. The bits are 16 log2(k), or those of the numbers' entropy.
 */
export async function codePatches(
  gpu: Gpu,
  { train, test }: { train: Float32Array; test: Float32Array },
  { k, seed = 0, iterations = 15 }: { k: number; seed?: number; iterations?: number },
): Promise<Point> {
  using points = gpu.array(cutPatches(train));
  using clusters = await kMeans(gpu, points, { width: 48, k, key: key(seed), iterations });
  using asked = gpu.array(cutPatches(test));
  const { centres } = clusters;
  using used = await kMeans(gpu, asked, { width: 48, k, centres, iterations: 0 });
  const counts = [...await gpu.read(used.counts)];
  return { bits: 16 * entropy(counts), error: used.inertia / test.length };
}

/** Bits of a draw, from how often each outcome came. */
export function entropy(counts: readonly number[]): number {
  const all = counts.reduce((a, b) => a + b);
  return counts.reduce((bits, n) => n > 0 ? bits - n / all * Math.log2(n / all) : bits, 0);
}

/** Mean pictures of scenes, put together of what each thing looks like on the mean. */
export function makeMeanPictures(
  random: Stream,
  { each = 32 } = {},
): (scene: Scene) => Float64Array {
  const half = EDGE / 2;
  const quarterOf = new Map<string, Float64Array>(); // (3, 8, 8), at the upper left
  const nameOf = ({ size, colour, shape }: Thing) => `${size} ${colour} ${shape}`;
  const meanOf = (scene: Scene, [top, left]: readonly [number, number]) => {
    const { pixels } = paintScenes(random, Array(each).fill(scene));
    return Float64Array.from({ length: 3 * half ** 2 }, (_, i) => {
      const [c, y, x] = [Math.floor(i / half ** 2), Math.floor(i / half) % half, i % half];
      const at = (c * EDGE + top + y) * EDGE + left + x;
      let sum = 0;
      for (let n = 0; n < each; n++) sum += pixels[n * PIXELS + at]!;
      return sum / each;
    });
  };
  const things = everyThing().filter(({ place }) => place === "upper left");
  for (const thing of things) quarterOf.set(nameOf(thing), meanOf([thing], [0, 0]));
  const ground = meanOf([things[0]!], [half, half]); // where nothing is
  const known = new Map<Scene, Float64Array>();
  return (scene) => {
    const before = known.get(scene);
    if (before) return before;
    const picture = new Float64Array(PIXELS);
    known.set(scene, picture);
    PLACES.forEach((place, at) => {
      const thing = scene.find((each) => each.place === place);
      const quarter = thing ? quarterOf.get(nameOf(thing))! : ground;
      const corner = half * (Math.floor(at / 2) * EDGE + at % 2);
      for (let row = 0; row < 3 * half; row++) { // of all colours
        const [c, y] = [Math.floor(row / half), row % half];
        const from = quarter.subarray(row * half, (row + 1) * half);
        picture.set(from, c * EDGE ** 2 + corner + y * EDGE);
      }
    });
    return picture;
  };
}

/** What is off when each picture is drawn as the mean of all scenes that have its caption. */
export function codeByCaption(
  groups: Map<string, readonly Scene[]>,
  test: { scenes: readonly Scene[]; pixels: Float32Array },
  { meanOf, parts }: { meanOf: (scene: Scene) => Float64Array; parts: readonly Part[] },
): number {
  const means = new Map<string, Float64Array>();
  let error = 0;
  test.scenes.forEach((scene, i) => {
    const caption = describe(scene, { parts }).join(" ");
    if (!means.has(caption)) {
      const mean = new Float64Array(PIXELS);
      const all = groups.get(caption)!;
      for (const each of all) {
        const own = meanOf(each);
        for (let p = 0; p < PIXELS; p++) mean[p]! += own[p]! / all.length;
      }
      means.set(caption, mean);
    }
    const drawn = means.get(caption)!;
    for (let p = 0; p < PIXELS; p++) error += (test.pixels[i * PIXELS + p]! - drawn[p]!) ** 2;
  });
  return error / test.pixels.length;
}
