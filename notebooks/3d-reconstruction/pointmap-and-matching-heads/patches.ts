import type { SceneView } from "@rederive/lib/scene";
import { planesOf } from "./features.ts";
import { SIZE } from "./rooms.ts";

const REACH = 2;

/**
 * Patches of 5 by 5 colours around each pixel, (pixels, 75), edges repeated: as they are, or with each
 * colour's mean taken off and the rest brought to length 1, so that exposure and tint fall out.
 */
export function patchesOf(
  view: SceneView,
  { normalized }: { normalized: boolean },
): Float32Array<ArrayBuffer> {
  const planes = planesOf(view);
  const count = (2 * REACH + 1) ** 2;
  const rows = new Float32Array(SIZE ** 2 * 3 * count);
  const clamp = (x: number) => Math.min(SIZE - 1, Math.max(0, x));
  for (let pixel = 0; pixel < SIZE ** 2; pixel++) {
    const [x, y] = [pixel % SIZE, Math.floor(pixel / SIZE)];
    for (let c = 0; c < 3; c++) {
      const values: number[] = [];
      for (let dy = -REACH; dy <= REACH; dy++) {
        for (let dx = -REACH; dx <= REACH; dx++) {
          values.push(planes[c * SIZE ** 2 + clamp(y + dy) * SIZE + clamp(x + dx)]!);
        }
      }
      rows.set(normalized ? without(values) : values, (3 * pixel + c) * count);
    }
  }
  return rows;
}

function without(values: readonly number[]): number[] {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const rest = values.map((x) => x - mean);
  const length = Math.hypot(...rest);
  return rest.map((x) => x / (length + 1e-3));
}
