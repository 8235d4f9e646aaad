import { type Camera, lookAt, type Pixel, project } from "@rederive/lib/camera";
import type { Pose } from "@rederive/lib/geometry";
import { stream } from "@rederive/lib/random";

/** A camera of 518 x 392 pixels somewhere before the origin, its axis up to a share of the width off the middle. */
export function randomCamera(seed: number, offCentre: number): { camera: Camera; pose: Pose } {
  const random = stream(seed);
  const between = (a: number, b: number) => a + (b - a) * random.uniform();
  const [width, height] = [518, 392];
  const off = () => offCentre * width * between(-1, 1);
  const camera = {
    ...{ width, height, cx: width / 2 + off(), cy: height / 2 + off() },
    ...{ fx: between(300, 900), fy: between(300, 900) },
  };
  const from = [between(2, 4), between(-2, 2), between(-1, 1)] as const;
  return { camera, pose: lookAt({ from, at: [0, 0, 0] }) };
}

/** Where a camera sees the eight corners of a cube. */
export function cornersSeen({ camera, pose }: { camera: Camera; pose: Pose }): Pixel[] {
  return [0, 1, 2, 3, 4, 5, 6, 7].map((i) =>
    project(camera, pose, [i & 1, (i >> 1) & 1, i >> 2]).pixel
  );
}
