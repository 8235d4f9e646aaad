import { invert, type Pose, transformPoint, type Vec3 } from "../geometry/mod.ts";
import { foldIn, key, type Stream, stream } from "../random/mod.ts";
import type { SceneView } from "./read_views.ts";
import type { Scene } from "./scene.ts";

/** How surfaces are coded. */
export interface CodeOptions {
  /** Numbers of a code, an even number; 64 unless given. */
  channels?: number;
  /** How far apart points of a solid have codes of their own, in the unit of length; 0.25 unless given. */
  width?: number;
  /** What the codes are drawn from; 0 unless given. */
  seed?: number;
}

/**
 * A code (H, W, C) for what each pixel of a view shows, the same from wherever it is seen: what a
 * trained encoder's features are to matching, without the encoder. Codes have length 1, and move with
 * their solid. The product of the codes of two points d apart on one solid is `exp(-d^2 / (2 width^2))`,
 * of points on two solids 0, either up to noise of deviation `1 / sqrt(C)` at most: random waves
 * `sqrt(2 / C) (cos, sin)(k p + phase)` with k normal of deviation `1 / width` and a phase for each wave
 * and solid (Rahimi and Recht, "Random features for large-scale kernel machines", 2007). 0 where nothing is seen.
 *
 * @throws {RangeError} when the channels are no even number above 0, or the width is not above 0.
 *
 * @example
 * ```ts
 * import { orbit, pinhole } from "@rederive/lib/camera";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { readViews, surfaceCodes } from "@rederive/lib/scene";
 * import assert from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const ball = { shape: { kind: "sphere", radius: 1 }, paint: { colour: [1, 0, 0] } } as const;
 * const camera = pinhole({ width: 5, height: 5, fieldOfView: 1 });
 * const [view] = await readViews(gpu, { solids: [ball] }, { camera, poses: orbit({ radius: 3, views: 1 }) });
 * const codes = surfaceCodes({ solids: [ball] }, view!, { channels: 8 });
 * assert(Math.abs(Math.hypot(...codes.subarray(8 * 12, 8 * 13)) - 1) < 1e-6);
 * ```
 */
export function surfaceCodes(
  { solids }: Scene,
  { ids, points }: SceneView,
  { channels = 64, width = 0.25, seed = 0 }: CodeOptions = {},
): Float32Array<ArrayBuffer> {
  if (!(Number.isInteger(channels / 2) && channels > 0)) {
    throw new RangeError(
      `Cannot code surfaces: ${channels} channels, wanted an even number above 0`,
    );
  }
  if (!(width > 0)) {
    throw new RangeError(`Cannot code surfaces: the width is ${width}, wanted one above 0`);
  }
  const drawn = solids.map((_, i) => {
    const random = stream(foldIn(key(seed), i));
    return Array.from({ length: channels / 2 }, () => wave(random, width));
  });
  const worlds = solids.map(({ pose }): Pose | null => pose ? invert(pose) : null);
  const size = Math.sqrt(2 / channels);
  const codes = new Float32Array(ids.length * channels);
  for (const [i, id] of ids.entries()) {
    if (id === 0) continue;
    const world = worlds[id - 1];
    const seen: Vec3 = [points[3 * i]!, points[3 * i + 1]!, points[3 * i + 2]!];
    const [x, y, z] = world ? transformPoint(world, seen) : seen;
    for (const [j, { k: [kx, ky, kz], phase }] of drawn[id - 1]!.entries()) {
      const angle = kx * x + ky * y + kz * z + phase;
      codes[i * channels + 2 * j] = size * Math.cos(angle);
      codes[i * channels + 2 * j + 1] = size * Math.sin(angle);
    }
  }
  return codes;
}

function wave(random: Stream, width: number): { k: Vec3; phase: number } {
  const k: Vec3 = [random.normal() / width, random.normal() / width, random.normal() / width];
  return { k, phase: 2 * Math.PI * random.uniform() };
}
