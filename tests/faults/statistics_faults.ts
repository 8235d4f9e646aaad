import type { Fault } from "./fault.ts";

const HISTOGRAM = "tests/statistics/histogram_test.ts";

/** Faults of lib/statistics. */
export const statisticsFaults: readonly Fault[] = [
  {
    what: "histograms let rounding decide at the edges",
    file: "lib/statistics/histogram.wgsl",
    find: "while (v < edges_f32[b]) { b--; }\n      while (v >= edges_f32[b + 1u]) { b++; }",
    replace: "",
    test: HISTOGRAM,
  },
  {
    what: "histograms count NaN",
    file: "lib/statistics/histogram.wgsl",
    find: "if (is_nan(v) || v < first || v >= end) { continue; }",
    replace: "if (v < first || v >= end) { continue; }",
    test: HISTOGRAM,
  },
  {
    what: "histograms add up before every lane has counted",
    file: "lib/statistics/histogram.wgsl",
    find: "  workgroupBarrier(); // every lane has counted\n",
    replace: "",
    test: HISTOGRAM,
  },
  {
    what: "histograms of words drop the largest one",
    file: "lib/statistics/histogram.wgsl",
    find: "v > last",
    replace: "v >= last",
    test: HISTOGRAM,
  },
  {
    what: "histograms stop after one pass over the lanes",
    file: "lib/statistics/histogram.wgsl",
    find: "for (var b = lane; b < BINS; b += WORKGROUP_SIZE)",
    replace: "for (var b = lane; b < min(BINS, WORKGROUP_SIZE); b += WORKGROUP_SIZE)",
    test: HISTOGRAM,
  },
  {
    what: "a lane of a histogram looks for more bins than its loops turn",
    file: "lib/statistics/histogram.ts",
    find: "Math.min(Math.max(few, fewest), MOST_GROUPS)",
    replace: "Math.min(few, fewest + MOST_GROUPS)",
    test: HISTOGRAM,
  },
];
