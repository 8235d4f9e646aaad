import { pinhole } from "@rederive/lib/camera";
import { IDENTITY } from "@rederive/lib/geometry";
import { castRays, type Solid } from "@rederive/lib/scene";
import type { Entry } from "../entry.ts";

const ball: Solid = { shape: { kind: "sphere", radius: 1 }, paint: { colour: [1, 1, 1] } };
const options = {
  camera: pinhole({ width: 3, height: 2, fieldOfView: 1 }),
  poses: [{ rotation: IDENTITY, translation: [0, 0, -3] }],
} as const;

/** What cameras see. */
export const scenes: readonly Entry[] = [
  {
    op: "castRays",
    part: "scene",
    shapes:
      "a scene, V poses → colours, points, normals (V, H, W, 3), depths, u32 ids, mask (V, H, W)",
    limits: "solids <= 1024",
    refused: (gpu) => castRays(gpu, { solids: new Array<Solid>(1025).fill(ball) }, options),
    accuracy: "what a ray moved by 2^-12 pixel shows, and 2^-19 (1 + depth)",
    test: "scene/cast_rays_test.ts",
    run: (gpu) => castRays(gpu, { solids: [ball] }, options),
  },
];
