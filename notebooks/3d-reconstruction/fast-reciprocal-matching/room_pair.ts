import { lookAt, pinhole } from "@rederive/lib/camera";
import type { Gpu } from "@rederive/lib/gpu";
import { foldIn, key, stream } from "@rederive/lib/random";
import {
  findMatches,
  type Matches,
  randomRoom,
  readViews,
  type SceneView,
} from "@rederive/lib/scene";

/** Two views of one room, and where the pixels of the first are in the second. */
export interface RoomPair {
  readonly first: SceneView;
  readonly second: SceneView;
  readonly matches: Matches;
}

/** How a pair is taken. */
export interface PairOptions {
  readonly seed: number;
  /** Pixels along an edge; 48 unless given. */
  readonly size?: number;
}

const STEPS = 16;

/**
 * Two neighbouring views from a ring of 16 in a random room, looking across its middle: the first
 * two of the ring that stand free and share at least half of what they see, both ways.
 */
export async function takePair(
  gpu: Gpu,
  { seed, size = 48 }: PairOptions,
): Promise<RoomPair> {
  const own = foldIn(key(seed), 31);
  for (let attempt = 0; attempt < 20; attempt++) {
    const room = randomRoom(stream(foldIn(own, attempt)), { solids: 5 });
    const poses = Array.from({ length: STEPS }, (_, i) => {
      const angle = 2 * Math.PI * i / STEPS;
      const from = [2.5 * Math.cos(angle), 2.5 * Math.sin(angle), 1.6] as const;
      return lookAt({ from, at: [0, 0, 1] });
    });
    const camera = pinhole({ width: size, height: size, fieldOfView: 1.2 });
    const views = await readViews(gpu, room, { camera, poses });
    for (const [i, first] of views.entries()) {
      const second = views[(i + 1) % STEPS]!;
      if (!standsFree(first) || !standsFree(second)) continue;
      const matches = findMatches(first, second);
      if (matches.overlap > 0.5 && findMatches(second, first).overlap > 0.5) {
        return { first, second, matches };
      }
    }
  }
  throw new RangeError(`Cannot take a pair: 20 rooms of seed ${seed} had none that stands free`);
}

/** Nothing within 60 cm of the camera, which would fill the picture. */
function standsFree({ depth }: SceneView): boolean {
  return depth.every((z) => z > 0.6);
}
