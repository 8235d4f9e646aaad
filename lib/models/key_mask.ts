import type { Gpu } from "../gpu/mod.ts";
import type { Tensor } from "../tensor/mod.ts";
import { sent } from "../tensor/ops/sent.ts";

/** What a mask of 0 and 1 adds to scores: -1e30 where a key is padding, as (B, 1, 1, S). */
export function keyMask(gpu: Gpu, mask: Int32Array, batch: number, keys: number): Tensor {
  const odd = mask.findIndex((value) => value !== 0 && value !== 1);
  if (mask.length !== batch * keys || odd >= 0) {
    const state = odd >= 0 ? `${mask[odd]} at ${odd}` : `${mask.length} elements`;
    throw new RangeError(
      `Cannot mask: ${state}, wanted 0 or 1 for each of (B, S) = (${batch}, ${keys})`,
    );
  }
  const added = Float32Array.from(mask, (isThere) => isThere ? 0 : -1e30);
  return sent(gpu, "mask", added, [batch, 1, 1, keys]);
}
