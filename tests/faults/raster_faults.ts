import type { Fault } from "./fault.ts";

const DRAW = "tests/raster/draw_cloud_test.ts";

/** Faults of lib/raster. */
export const rasterFaults: readonly Fault[] = [
  {
    what: "the last point that is drawn hides the others",
    file: "lib/raster/canvas.ts",
    find: "if (!(depth < this.#depth[at]!)) return;",
    replace: "",
    test: DRAW,
  },
  {
    what: "depth along a line is linear in its picture",
    file: "lib/raster/draw_cloud.ts",
    find: "1 / ((1 - t) / a[2] + t / b[2])",
    replace: "(1 - t) * a[2] + t * b[2]",
    test: DRAW,
  },
  {
    what: "a line with an end behind the camera is not drawn",
    file: "lib/raster/draw_cloud.ts",
    find: "if (a[2] < NEAR && b[2] < NEAR) return null;",
    replace: "if (a[2] < NEAR || b[2] < NEAR) return null;",
    test: DRAW,
  },
  {
    what: "discs are squares",
    file: "lib/raster/canvas.ts",
    find: "if ((column + 0.5 - cx) ** 2 + (row + 0.5 - cy) ** 2 > r * r) continue;",
    replace: "",
    test: DRAW,
  },
  {
    what: "the figure that turns has the first points only",
    file: "lib/raster/show_cloud.ts",
    find: "Math.floor(i * Math.max(1, count / KEPT))",
    replace: "i",
    test: "tests/raster/show_cloud_test.ts",
  },
];
