import type { Vit } from "@rederive/lib/models";
import { assign, read, tensor } from "@rederive/lib/tensor";
import { type Pictures, SIZE } from "./shapes_world.ts";

/** What becomes of a table of position embeddings, (17, channels). */
export type Places = (
  table: Float32Array<ArrayBuffer>,
  channels: number,
) => Float32Array<ArrayBuffer>;

/** As they were learned. */
export const asLearned: Places = (table) => table;

/** No token is told where it is. */
export const noPlaces: Places = (table) => table.map(() => 0);

/** Every patch is told the same, the mean of what they were told. */
export const samePlace: Places = (table, channels) => {
  const patches = table.length / channels - 1;
  return table.map((own, i) => {
    if (i < channels) return own; // of the class token
    let sum = 0;
    for (let n = 1; n <= patches; n++) sum += table[n * channels + i % channels]!;
    return sum / patches;
  });
};

/** Changes the position embeddings of a ViT. */
export async function setPlaces(vit: Vit, places: Places): Promise<void> {
  const { positions } = vit.embedding;
  const table = places((await read(positions)).slice(), positions.shape[1]!);
  using changed = tensor(vit.gpu, table, { shape: positions.shape });
  await assign([[positions, changed]]);
}

/** The same pictures, their 4 x 4 patches in another order. */
export function shufflePatches({ pixels, classes }: Pictures, order: readonly number[]): Pictures {
  const across = SIZE / 4;
  const moved = pixels.map((_, i) => {
    const [plane, at] = [Math.floor(i / SIZE ** 2), i % SIZE ** 2];
    const [row, column] = [Math.floor(at / SIZE), at % SIZE];
    const from = order[Math.floor(row / 4) * across + Math.floor(column / 4)]!;
    const [top, left] = [Math.floor(from / across) * 4, (from % across) * 4];
    return pixels[plane * SIZE ** 2 + (top + row % 4) * SIZE + left + column % 4]!;
  });
  return { pixels: moved, classes };
}
