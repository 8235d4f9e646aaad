import { matrices } from "./entries/matrices.ts";
import { orders } from "./entries/orders.ts";
import { products } from "./entries/products.ts";
import { reductions } from "./entries/reductions.ts";
import { rowEntries } from "./entries/rows.ts";
import { scenes } from "./entries/scenes.ts";
import { training } from "./entries/training.ts";
import { windows } from "./entries/windows.ts";
import type { Entry } from "./entry.ts";

/** Everything of lib that runs kernels of its own, in the order of the index. */
export const entries: readonly Entry[] = [
  ...products,
  ...rowEntries,
  ...reductions,
  ...windows,
  ...orders,
  ...matrices,
  ...scenes,
  ...training,
];
