import type { Fault } from "./fault.ts";

const CAST = "tests/scene/cast_rays_test.ts";
const MATCHES = "tests/scene/find_matches_test.ts";

/** Faults of lib/scene. */
export const sceneFaults: readonly Fault[] = [
  {
    what: "rays go through the corners of pixels",
    file: "lib/scene/cast_rays.wgsl",
    find: "(pixel + 0.5 - call.middle)",
    replace: "(pixel - call.middle)",
    test: CAST,
  },
  {
    what: "the last solid that is met hides the others",
    file: "lib/scene/cast_rays.wgsl",
    find: "t > NEAR && (t < best || (t == best && id < best_id))",
    replace: "t > NEAR",
    test: CAST,
  },
  {
    what: "the last pixel is left out",
    file: "lib/scene/cast_rays.wgsl",
    find: "if (ray >= call.rays) { return; }",
    replace: "if (ray + 1u >= call.rays) { return; }",
    test: CAST,
  },
  {
    what: "spheres are not seen from inside",
    file: "lib/scene/cast_rays.wgsl",
    find: "select(middle - reach, middle + reach, middle - reach <= NEAR)",
    replace: "middle - reach",
    test: CAST,
  },
  {
    what: "cylinders have no ends",
    file: "lib/scene/cast_rays.wgsl",
    find: "max(min(one, other), min(low, high))",
    replace: "min(one, other)",
    test: CAST,
  },
  {
    what: "ends of cylinders shine as their sides do",
    file: "lib/scene/cast_rays.wgsl",
    find: "return length(p.xy) - half_size.x > abs(p.z) - half_size.z;",
    replace: "return true;",
    test: CAST,
  },
  {
    what: "a cylinder's second crossing is taken from the sum whose terms cancel",
    file: "lib/scene/cast_rays.wgsl",
    find: "select(root, -root, along > 0.0)",
    replace: "select(-root, root, along > 0.0)",
    test: CAST,
  },
  {
    what: "the far side of a box is met",
    file: "lib/scene/cast_rays.wgsl",
    find: "select(last, first, first > NEAR)",
    replace: "last",
    test: CAST,
  },
  {
    what: "patterns of faces are looked up on the face",
    file: "lib/scene/cast_rays.wgsl",
    find: "select(place, vec3f(0.5 * side), axis == vec3f(1.0))",
    replace: "place",
    test: CAST,
  },
  {
    what: "normals do not face the camera",
    file: "lib/scene/cast_rays.wgsl",
    find: "select(turned, -turned, dot(turned, direction) > 0.0)",
    replace: "turned",
    test: CAST,
  },
  {
    what: "noise is not smooth",
    file: "lib/scene/cast_rays.wgsl",
    find: "let w = part * part * (3.0 - 2.0 * part);",
    replace: "let w = part;",
    test: CAST,
  },
  {
    what: "solids are turned the wrong way",
    file: "lib/scene/pack_scene.ts",
    find: "[r[k], r[3 + k]!, r[6 + k]!]",
    replace: "[r[3 * k]!, r[3 * k + 1]!, r[3 * k + 2]!]",
    test: CAST,
  },
  {
    what: "views are read with the pixels of the first",
    file: "lib/scene/read_views.ts",
    find: "depth: depth.slice(i * pixels, (i + 1) * pixels),",
    replace: "depth: depth.slice(0, pixels),",
    test: CAST,
  },
  {
    what: "matches are not looked at for what is in the way",
    file: "lib/scene/find_matches.ts",
    find: "if (Math.abs(off) > tolerance * z) continue;",
    replace: "",
    test: MATCHES,
  },
  {
    what: "of solids in one place the kind that comes first is seen",
    file: "lib/scene/cast_rays.wgsl",
    find: "(t == best && id < best_id)",
    replace: "false",
    test: CAST,
  },
  {
    what: "solids are named by where they are sorted to",
    file: "lib/scene/pack_scene.ts",
    find: "words[at + 3] = id;",
    replace: "words[at + 3] = at / WORDS + 1;",
    test: CAST,
  },
  {
    what: "matches beyond the right edge are looked up in the next row",
    file: "lib/scene/find_matches.ts",
    find: "u >= 0 && u < width",
    replace: "u >= 0",
    test: MATCHES,
  },
];
