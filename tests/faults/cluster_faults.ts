import type { Fault } from "./fault.ts";

const ASSIGN = "tests/cluster/assign_clusters_test.ts";
const UPDATE = "tests/cluster/update_centres_test.ts";
const SEED = "tests/cluster/seed_centres_test.ts";
const K_MEANS = "tests/cluster/k_means_test.ts";

/** Faults of lib/cluster. */
export const clusterFaults: readonly Fault[] = [
  {
    what: "of equally near centres the last one wins",
    file: "lib/cluster/assign.wgsl",
    find: "let wins = own < best.distances;",
    replace: "let wins = own <= best.distances;",
    test: ASSIGN,
  },
  {
    what: "points are assigned anew to every lot of centres, the lots before forgotten",
    file: "lib/cluster/assign.wgsl",
    find: "if (call.first > 0u) {",
    replace: "if (call.first > 0xfffffff0u) {",
    test: ASSIGN,
  },
  {
    what: "the last point is assigned to nothing",
    file: "lib/cluster/assign.wgsl",
    find: "if (at[j] >= call.points) { break; }",
    replace: "if (at[j] + 1u >= call.points) { break; }",
    test: ASSIGN,
  },
  {
    what: "all centres are looked at in one go",
    file: "lib/cluster/assign_clusters.ts",
    find: "8 * Math.floor(LONGEST_LOOP / (x.cells",
    replace: "8 * Math.floor(2 ** 40 / (x.cells",
    test: ASSIGN,
  },
  {
    what: "points on a GPU have two numbers exchanged",
    file: "lib/cluster/points_in_array.wgsl",
    find: "return x[i];",
    replace: "return x[i].yxzw;",
    test: ASSIGN,
  },
  {
    what: "points on a CPU have two numbers exchanged",
    file: "lib/cluster/points_in_texels.wgsl",
    find: "return texel(x, i);",
    replace: "return texel(x, i).yxzw;",
    test: ASSIGN,
  },
  {
    what: "centres on a CPU are read without regard to how long they are",
    file: "lib/cluster/centres_direct.wgsl",
    find: "* call.cells + i",
    replace: "* min(call.cells, 1u) + i",
    test: ASSIGN,
  },
  {
    what: "lanes share the centre of the wrong one",
    file: "lib/cluster/eight_by_lanes.wgsl",
    find: "subgroupBroadcast(mine, 7u)",
    replace: "subgroupBroadcast(mine, 6u)",
    test: ASSIGN,
  },
  {
    what: "without subgroups the last of eight centres is the one before",
    file: "lib/cluster/eight_by_each.wgsl",
    find: "c + 7u",
    replace: "c + 6u",
    test: ASSIGN,
  },
  {
    what: "staged centres are overwritten while they are read",
    file: "lib/cluster/centres_staged.wgsl",
    find: "  workgroupBarrier(); // everybody has read the last stage before it is overwritten\n",
    replace: "",
    test: ASSIGN,
  },
  {
    what: "centres in workgroup memory are one vector off",
    file: "lib/cluster/centres_staged.wgsl",
    find: "staged[j + 3u * DEPTH]",
    replace: "staged[(j ^ 1u) + 3u * DEPTH]",
    test: ASSIGN,
  },
  {
    what: "points of no cluster are counted",
    file: "lib/cluster/update.wgsl",
    find: "if (label >= call.k) { continue; }",
    replace: "",
    test: UPDATE,
  },
  {
    what: "the centre of an empty cluster moves to 0",
    file: "lib/cluster/update.wgsl",
    find: "select(previous[at], sum",
    replace: "select(Cell(), sum",
    test: UPDATE,
  },
  {
    what: "the last chunk of points is left out of the means",
    file: "lib/cluster/update.wgsl",
    find: "chunk < call.chunks; chunk++",
    replace: "chunk + 1u < max(call.chunks, 2u); chunk++",
    test: UPDATE,
  },
  {
    what: "a chunk of points is walked through in one go",
    file: "lib/cluster/update_centres.ts",
    find: "Math.min(first + LONGEST_LOOP, length)",
    replace: "length",
    test: UPDATE,
  },
  {
    what: "seeds are chosen by their distance to the last centre alone",
    file: "lib/cluster/approach.wgsl",
    find: "min(weights[p], distance)",
    replace: "distance",
    test: SEED,
  },
  {
    what: "all seeds are drawn with the same key",
    file: "lib/cluster/seed_centres.ts",
    find: "key: foldIn(key, place)",
    replace: "key: foldIn(key, 0)",
    test: SEED,
  },
  {
    what: "k-means returns the labels of the centres before the last move",
    file: "lib/cluster/k_means.ts",
    find: "[centres, was] = [made.centres, is];",
    replace: "[centres, was] = [made.centres, was];",
    test: K_MEANS,
  },
];
