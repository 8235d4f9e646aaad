/** What the tests of lib/camera look at. */
import { lookAt, pinhole, project } from "@rederive/lib/camera";
import { compose, invert, type Pose, type Vec3 } from "@rederive/lib/geometry";
import type { Stream } from "@rederive/lib/random";

export const camera = pinhole({ width: 64, height: 48, fieldOfView: 1 });

/** Points in a ball of radius 1 or so, in the middle of the world. */
export function points(random: Stream, count: number): Vec3[] {
  return Array.from({ length: count }, (): Vec3 => [
    random.normal() / 2,
    random.normal() / 2,
    random.normal() / 2,
  ]);
}

/** A camera five or so away that looks about there. */
export function view(random: Stream): Pose {
  const from: Vec3 = [5 + random.normal() / 3, random.normal(), random.normal()];
  return lookAt({ from, at: [random.normal() / 4, random.normal() / 4, 0] });
}

/** Pixels (N, 2) at which a camera sees points, off by `noise` pixels. */
export function seen(
  pose: Pose,
  list: readonly Vec3[],
  { noise = 0, random }: { noise?: number; random: Stream },
): number[] {
  return list.flatMap((point) =>
    project(camera, pose, point).pixel.map((x) => x + (noise ? noise * random.normal() : 0))
  );
}

/** The pose of the first camera in the second. */
export const between = (first: Pose, second: Pose) => compose(invert(second), first);

export const gap = (a: readonly number[], b: readonly number[]) =>
  a.length === b.length ? Math.max(...a.map((x, i) => Math.abs(x - b[i]!))) : NaN;

export const flat = ({ rotation, translation }: Pose) => [...rotation, ...translation];
