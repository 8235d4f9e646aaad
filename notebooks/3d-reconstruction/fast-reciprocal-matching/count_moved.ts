import type { Gpu } from "@rederive/lib/gpu";
import type { Pair } from "@rederive/lib/matching";
import {
  add,
  crossEntropy,
  grad,
  matmul,
  mul,
  openScope,
  readMany,
  sum,
  tensor,
  transpose,
} from "@rederive/lib/tensor";
import { WIDTH, type World } from "./worlds.ts";

/** What the loss is taken over. */
export interface MovedOptions {
  readonly matches: readonly Pair[];
  /** P1 and P2, each with the pixels of all matches in it. */
  readonly sets: readonly [readonly number[], readonly number[]];
  readonly temperature: number;
}

/** How many descriptors of each picture the matching loss has a gradient for. */
export async function countMoved(
  gpu: Gpu,
  { descriptors }: World,
  { matches, sets, temperature }: MovedOptions,
): Promise<number[]> {
  using _scope = openScope(gpu);
  const take = (side: 0 | 1) => {
    const rows = sets[side].flatMap((i) => [
      ...descriptors[side].subarray(i * WIDTH, (i + 1) * WIDTH),
    ]);
    return tensor(gpu, Float32Array.from(rows), { shape: [sets[side].length, WIDTH] });
  };
  const [first, second] = [take(0), take(1)];
  const logits = mul(matmul(first, transpose(second)), 1 / temperature);
  const classes = (side: 0 | 1) => {
    const found = Int32Array.from(sets[side], () => -1);
    for (const pair of matches) {
      found[sets[side].indexOf(pair[side])] = sets[1 - side]!.indexOf(pair[1 - side]!);
    }
    return found;
  };
  const loss = add(
    sum(crossEntropy(logits, classes(0))),
    sum(crossEntropy(transpose(logits), classes(1))),
  );
  const slopes = await readMany(grad(loss, [first, second]));
  return slopes.map((slope) => {
    const moved = new Set<number>();
    slope.forEach((x, n) => {
      if (x !== 0) moved.add(Math.floor(n / WIDTH));
    });
    return moved.size;
  });
}
