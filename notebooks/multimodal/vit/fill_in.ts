import type { Gpu } from "@rederive/lib/gpu";
import type { Tile } from "@rederive/lib/image";
import { noGrad, openScope, read, tensor } from "@rederive/lib/tensor";
import { type MaskedAutoencoder, type Masks, PATCHES, VISIBLE } from "./masked.ts";
import type { Pictures } from "./pictures.ts";
import { PATCH } from "./tiny_vit.ts";

const WIDTH = 3 * PATCH ** 2;

/** Patches of all pictures, 48 numbers each, 16 a picture. */
export type Patches = Float32Array<ArrayBuffer>;

/** Pictures cut into patches, on the host. */
export function cut({ pixels, size, classes }: Pictures): Patches {
  const across = size / PATCH;
  return Float32Array.from({ length: classes.length * PATCHES * WIDTH }, (_, i) => {
    const [patch, at] = [Math.floor(i / WIDTH), i % WIDTH];
    const [picture, n] = [Math.floor(patch / PATCHES), patch % PATCHES];
    const colour = Math.floor(at / PATCH ** 2);
    const row = Math.floor(n / across) * PATCH + Math.floor(at % PATCH ** 2 / PATCH);
    const column = (n % across) * PATCH + at % PATCH;
    return pixels[((picture * 3 + colour) * size + row) * size + column]!;
  });
}

/** The patches put together again. */
export function paste(patches: Patches): Float32Array<ArrayBuffer> {
  return Float32Array.from(patches, (_, i) => {
    const [picture, inside] = [Math.floor(i / 768), i % 768];
    const [colour, row, column] = [Math.floor(inside / 256), Math.floor(inside % 256 / 16), i % 16];
    const patch = picture * PATCHES + Math.floor(row / PATCH) * 4 + Math.floor(column / PATCH);
    return patches[patch * WIDTH + colour * PATCH ** 2 + (row % PATCH) * PATCH + column % PATCH]!;
  });
}

/** Pictures whose visible patches have moved on by one: each lies where the next one was. */
export function moveOn(set: Pictures, { visible }: Pick<Masks, "visible">): Pictures {
  const patches = cut(set);
  const moved = patches.slice();
  visible.forEach((to, i) => {
    const from = visible[i - i % VISIBLE + (i + 1) % VISIBLE]!;
    moved.set(patches.subarray(from * WIDTH, (from + 1) * WIDTH), to * WIDTH);
  });
  return { ...set, pixels: paste(moved) };
}

/** What a network makes up for all patches, given the visible ones. */
export async function madeUp(
  gpu: Gpu,
  network: MaskedAutoencoder,
  { pixels, size, classes }: Pictures,
  { visible, restore }: Omit<Masks, "hidden">,
): Promise<Float32Array> {
  using _scope = openScope(gpu);
  const count = classes.length;
  const pictures = tensor(gpu, pixels, { shape: [count, 3, size, size] });
  const masks = {
    visible: tensor(gpu, visible, { shape: [count, VISIBLE] }),
    restore: tensor(gpu, restore, { shape: [count, PATCHES] }),
  };
  return await read(noGrad(() => network.reconstruct(pictures, masks)));
}

/** How a patch is guessed from the four that are seen. */
export type Guess = (
  seen: readonly { patch: number; values: Float32Array }[],
  patch: number,
) => ArrayLike<number>;

/** Guesses that need no learning. */
export const GUESSES: Readonly<Record<string, Guess>> = {
  "mean of the visible": (seen) =>
    Float32Array.from(
      { length: WIDTH },
      (_, i) => seen.reduce((sum, { values }) => sum + values[i]! / seen.length, 0),
    ),
  "nearest visible": (seen, patch) => {
    const apart = ({ patch: other }: { patch: number }) =>
      Math.hypot((other % 4) - (patch % 4), Math.floor(other / 4) - Math.floor(patch / 4));
    return seen.reduce((a, b) => apart(b) < apart(a) ? b : a).values;
  },
  "ground everywhere": (seen) => {
    const [darkest] = seen.map(({ values }) => colourOf(values)).sort((a, b) => sum(a) - sum(b));
    return Float32Array.from({ length: WIDTH }, (_, i) => darkest![Math.floor(i / PATCH ** 2)]!);
  },
};

/** The guess that looks at no patch: at each place, the mean of other pictures there. */
export function meanOf(pictures: Pictures): Guess {
  const patches = cut(pictures);
  const count = pictures.classes.length;
  const means = new Float64Array(PATCHES * WIDTH);
  patches.forEach((v, i) => means[i % means.length]! += v / count);
  return (_, patch) => means.subarray(patch * WIDTH, (patch + 1) * WIDTH);
}

/** Patches guessed from the visible. */
export function guessed(
  truth: Patches,
  { visible }: Pick<Masks, "visible">,
  guess: Guess,
): Float32Array {
  const made = new Float32Array(truth.length);
  for (let p = 0; p < truth.length / WIDTH; p++) {
    const picture = Math.floor(p / PATCHES);
    const seen = [...visible.subarray(picture * VISIBLE, (picture + 1) * VISIBLE)].map((at) => ({
      patch: at % PATCHES,
      values: truth.subarray(at * WIDTH, (at + 1) * WIDTH),
    }));
    made.set(guess(seen, p % PATCHES), p * WIDTH);
  }
  return made;
}

/** Mean square of what is wrong in the hidden patches. */
export function errorOf(
  made: Float32Array,
  truth: Patches,
  { hidden }: Pick<Masks, "hidden">,
): number {
  let total = 0;
  for (const patch of hidden) {
    for (let i = patch * WIDTH; i < (patch + 1) * WIDTH; i++) total += (made[i]! - truth[i]!) ** 2;
  }
  return total / (hidden.length * WIDTH);
}

/** One picture of 16 patches as a tile; what `isShown` leaves out is grey. */
export function patchesTile(
  patches: Float32Array,
  picture: number,
  isShown: (patch: number) => boolean = () => true,
): Tile {
  const at = (x: number, y: number) => {
    const patch = picture * PATCHES + Math.floor(y / PATCH) * 4 + Math.floor(x / PATCH);
    const inside = (y % PATCH) * PATCH + x % PATCH;
    return [0, 1, 2].map((c) =>
      isShown(patch) ? patches[patch * WIDTH + c * PATCH ** 2 + inside]! : 0.5
    );
  };
  return { width: 16, height: 16, at };
}

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b);

/** Mean red, green and blue of a patch. */
function colourOf(values: Float32Array): number[] {
  return [0, 1, 2].map((c) =>
    sum(values.subarray(c * PATCH ** 2, (c + 1) * PATCH ** 2)) / PATCH ** 2
  );
}
