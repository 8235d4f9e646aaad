import type { Fault } from "./fault.ts";

const IMAGE = "tests/image/image_test.ts";

/** Faults of lib/image. */
export const imageFaults: readonly Fault[] = [
  {
    what: "a tile lies with its rows as columns",
    file: "lib/image/tiles.ts",
    find: "* edge + y) * edge + x]",
    replace: "* edge + x) * edge + y]",
    test: "tests/image/tiles_test.ts",
  },
  {
    what: "the filter is not stretched where a picture gets smaller",
    file: "lib/image/resampling.ts",
    find: "const stretch = Math.max(1, scale);",
    replace: "const stretch = 1;",
    test: IMAGE,
  },
  {
    what: "bicubic with the a of other libraries",
    file: "lib/image/resampling.ts",
    find: "const a = -0.5;",
    replace: "const a = -0.75;",
    test: IMAGE,
  },
  {
    what: "columns are always resized first",
    file: "lib/image/resampling.ts",
    find: "rows > height && rows - height > 2 * (columns - width)",
    replace: "false",
    test: IMAGE,
  },
  {
    what: "sixteen bits are cut to eight",
    file: "lib/image/decode_png.ts",
    find: "const largest = palette ? 255 : 2 ** depth - 1;",
    replace: "const largest = palette ? 255 : depth === 16 ? 65280 : 2 ** depth - 1;",
    test: IMAGE,
  },
  {
    what: "the standard deviations of green and blue are swapped",
    file: "lib/image/to_planes.ts",
    find: "std: [0.26862954, 0.26130258, 0.27577711]",
    replace: "std: [0.26862954, 0.27577711, 0.26130258]",
    test: IMAGE,
  },
];
