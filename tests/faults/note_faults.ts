import type { Fault } from "./fault.ts";

const WALK = "tests/notes/yak-shaving/walk_test.ts";
const LIF = "tests/notes/back-to-school/lif_test.ts";

/** Faults of kernels that belong to one note. */
export const noteFaults: readonly Fault[] = [
  {
    what: "walkers toss the same 32 coins twice",
    file: "notebooks/learning/yak-shaving/walk.wgsl",
    find: "let word = select(coins.y, coins.x, bit < 32u);",
    replace: "let word = coins.x;",
    test: WALK,
  },
  {
    what: "walkers start over in each dispatch",
    file: "notebooks/learning/yak-shaving/walk.wgsl",
    find: "var me = walkers[i];",
    replace: "var me = Walker(0u, walkers[i].turns);",
    test: WALK,
  },
  {
    what: "neurons miss the last edge into them",
    file: "notebooks/learning/back-to-school/lif.wgsl",
    find: "e < starts[i + 1u];",
    replace: "e + 1u < starts[i + 1u];",
    test: LIF,
  },
  {
    what: "neurons hear the wrong millisecond",
    file: "notebooks/learning/back-to-school/lif.ts",
    find: "time % 2 === 0 ? [traces, next] : [next, traces]",
    replace: "time % 4 < 2 ? [traces, next] : [next, traces]",
    test: LIF,
  },
  {
    what: "neurons do not rest after a spike",
    file: "notebooks/learning/back-to-school/lif.wgsl",
    find: "me = Neuron(0, step.rest);",
    replace: "me = Neuron(0, 0u);",
    test: LIF,
  },
];
