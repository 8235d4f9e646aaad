import type { Fault } from "./fault.ts";

const POSES = "tests/flatland/pose_test.ts";
const PICTURES = "tests/flatland/picture_test.ts";
const ALIGNED = "tests/flatland/align_test.ts";

/** Faults of lib/flatland. */
export const flatlandFaults: readonly Fault[] = [
  {
    what: "the inverse of a pose moves back before it turns back",
    file: "lib/flatland/pose.ts",
    find: "transformFlat({ angle: -angle, translation: [0, 0] }, [-x, -y])",
    replace: "[-x, -y]",
    test: POSES,
  },
  {
    what: "a loop looks along its circle's tangent, not along the ellipse's",
    file: "lib/flatland/loop.ts",
    find: "Math.atan2(b * Math.cos(at), -a * Math.sin(at))",
    replace: "Math.atan2(Math.cos(at), -Math.sin(at))",
    test: POSES,
  },
  {
    what: "a ray meets the last wall of the list, not the nearest",
    file: "lib/flatland/cast_ray.ts",
    find: "!(distance >= nearest?.distance!)",
    replace: "distance < Infinity",
    test: PICTURES,
  },
  {
    what: "a ray meets what is behind it",
    file: "lib/flatland/cast_ray.ts",
    find: "distance > 0 &&",
    replace: "distance !== 0 &&",
    test: PICTURES,
  },
  {
    what: "stripes are counted from the other end of a wall",
    file: "lib/flatland/take_picture.ts",
    find: "Math.floor(hit.along * stripes.length)",
    replace: "Math.floor((1 - hit.along) * stripes.length)",
    test: PICTURES,
  },
  {
    what: "rays are half a ray aside",
    file: "lib/flatland/camera.ts",
    find: "(2 * r + 1) / rays",
    replace: "(2 * r) / rays",
    test: PICTURES,
  },
  {
    what: "points behind a wall are seen",
    file: "lib/flatland/shared_view.ts",
    find: "hit.distance < 1 - BEFORE_IT",
    replace: "hit.distance < 0",
    test: PICTURES,
  },
  {
    what: "weights do not count for the rotation",
    file: "lib/flatland/align_flat.ts",
    find: "across += weight(i) *",
    replace: "across +=",
    test: ALIGNED,
  },
];
