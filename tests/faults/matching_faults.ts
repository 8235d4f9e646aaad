import type { Fault } from "./fault.ts";

const TEST = "tests/matching/matching_test.ts";

/** Faults of lib/matching. */
export const matchingFaults: readonly Fault[] = [
  {
    what: "a search back asks with descriptors of the wrong picture",
    file: "lib/matching/search.ts",
    find: "back: search(second, 0),",
    replace: "back: search(first, 0),",
    test: TEST,
  },
  {
    what: "a pair is any pixel and its nearest",
    file: "lib/matching/reciprocal_pairs.ts",
    find: "back[j] === i ?",
    replace: "back[j] !== undefined ?",
    test: TEST,
  },
  {
    what: "walks go on from where they began",
    file: "lib/matching/match_fast.ts",
    find: "orbit.at(-1)!",
    replace: "orbit[0]!",
    test: TEST,
  },
  {
    what: "true pairs are not one to one",
    file: "lib/matching/true_pairs.ts",
    find: "back.visible[j] && pixelOf(back.pixels, j, first.camera.width) === i",
    replace: "true",
    test: TEST,
  },
  {
    what: "matches are drawn at the corners of their pixels",
    file: "lib/matching/draw_matches.ts",
    find: "from + (pixel % width + 0.5) * enlarged",
    replace: "from + (pixel % width) * enlarged",
    test: TEST,
  },
];
