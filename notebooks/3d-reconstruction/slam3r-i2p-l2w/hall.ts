import {
  type FlatCamera,
  type FlatColour,
  type FlatPicture,
  type FlatPose,
  loopPoses,
  outlineRoom,
  sharedView,
  takePicture,
} from "@rederive/lib/flatland";
import { SIZES } from "./frames.ts";

/** What the loop is filmed with. */
export const HALL_CAMERA: FlatCamera = { rays: SIZES.rays, fieldOfView: 1.5 };
/** Frames of one lap. */
export const LAP = 40;

const colourOf = (code: number): FlatColour => [
  0.5 + 0.5 * Math.sin(2.4 * code),
  0.5 + 0.5 * Math.sin(3.7 * code + 2),
  0.5 + 0.5 * Math.sin(5.3 * code + 4),
];

const box = (x: number, y: number) => [[-x, -y], [x, -y], [x, y], [-x, y]] as const;

/** A hall of 12 by 8 with a block in its middle, and 40 stripes of different colours. */
export const HALL = outlineRoom([box(6, 4), box(2.2, 1)], {
  paint: (wall, outline) => {
    const count = outline === 0 ? 7 : 3;
    return Array.from({ length: count }, (_, i) => colourOf(outline * 28 + wall * count + i));
  },
});

/** Around the block, once or more, looking ahead and a little outwards. */
export function walk(frames: number): FlatPose[] {
  return loopPoses({ frames, radii: [4.2, 2.6], laps: frames / LAP, turn: -0.5 });
}

/** The poses of one lap and their pictures. */
export const ROUND: readonly FlatPose[] = walk(LAP);
/** What is seen from them. */
export const PICTURES: readonly FlatPicture[] = ROUND.map((pose) =>
  takePicture(HALL, pose, HALL_CAMERA)
);

/** The share of a frame's points that another sees, for every two frames of a lap. */
export const SHARED: readonly (readonly number[])[] = ROUND.map((from) =>
  ROUND.map((to) => sharedView(HALL, { camera: HALL_CAMERA, from, to }))
);
