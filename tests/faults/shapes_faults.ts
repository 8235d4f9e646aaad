import type { Fault } from "./fault.ts";

const CAPTIONS = "tests/shapes/captions_test.ts";
const PAINTING = "tests/shapes/painting_test.ts";
const SCENES = "tests/shapes/scenes_test.ts";

/** Faults of lib/shapes. */
export const shapesFaults: readonly Fault[] = [
  {
    what: "a ring is filled",
    file: "lib/shapes/coverage.ts",
    find: "Math.abs(Math.hypot(x, y) - 0.75) - 0.25",
    replace: "Math.hypot(x, y) - 1",
    test: PAINTING,
  },
  {
    what: "rows and columns of a picture's quarters changed places",
    file: "lib/shapes/paint_scenes.ts",
    find: "[along(quarter % 2), along(Math.floor(quarter / 2))]",
    replace: "[along(Math.floor(quarter / 2)), along(quarter % 2)]",
    test: PAINTING,
  },
  {
    what: "held out are whole colours",
    file: "lib/shapes/hold_out.ts",
    find: "=== FORMS.indexOf(shape)",
    replace: "=== 0",
    test: SCENES,
  },
  {
    what: "two things in one quarter",
    file: "lib/shapes/draw_scene.ts",
    find: "a.place !== b.place && differ",
    replace: "differ",
    test: SCENES,
  },
  {
    what: "one thing of a picture is found for two of a caption",
    file: "lib/shapes/describe.ts",
    find: "scene.toSpliced(i, 1)",
    replace: "scene",
    test: CAPTIONS,
  },
  {
    what: "a swap leaves one thing as it was",
    file: "lib/shapes/swap.ts",
    find: "{ ...other, [part]: one[part] }",
    replace: "other",
    test: CAPTIONS,
  },
];
