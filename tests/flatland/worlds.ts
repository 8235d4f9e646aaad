import { type FlatColour, type FlatPose, type FlatRoom, outlineRoom } from "@rederive/lib/flatland";
import type { Stream } from "@rederive/lib/random";

/** Corners of a square of a half side, counter-clockwise. */
export const squareOf = (half: number) =>
  [[-half, -half], [half, -half], [half, half], [-half, half]] as const;

/** A colour for each number. */
export const colour = (i: number): FlatColour => [(i % 5) / 4, (i % 3) / 2, (i % 7) / 6];

/** A square room of half side 4 with a square pillar in it, three stripes a wall. */
export const PILLARED: FlatRoom = outlineRoom([squareOf(4), squareOf(1)], {
  paint: (wall, outline) => [0, 1, 2].map((stripe) => colour(12 * outline + 3 * wall + stripe)),
});

/** A pose somewhere between the pillar and the walls of that room. */
export function poseIn(random: Stream): FlatPose {
  const angle = 2 * Math.PI * random.uniform();
  const radius = 1.6 + 2.2 * random.uniform();
  return {
    angle: 2 * Math.PI * random.uniform() - Math.PI,
    translation: [radius * Math.cos(angle), radius * Math.sin(angle)],
  };
}
