import type { Fault } from "./fault.ts";

const SCAN = "tests/scan/scan_test.ts";

/** Faults of lib/scan. */
export const scanFaults: readonly Fault[] = [
  {
    what: "scans combine in the wrong order",
    file: "lib/scan/scan.wgsl",
    find: "Item(combine(a.state, b.state), a.head | b.head)",
    replace: "Item(combine(b.state, a.state), a.head | b.head)",
    test: SCAN,
  },
  {
    what: "an owner of one lane takes what it found for what came before",
    file: "lib/scan/scan_alone.wgsl",
    find: "Around(none(), own)",
    replace: "Around(own, own)",
    test: SCAN,
  },
  {
    what: "scans forget across lanes that a segment began",
    file: "lib/scan/scan.wgsl",
    find: "a.head | b.head",
    replace: "b.head",
    test: SCAN,
  },
  {
    what: "backward scans begin segments one element late",
    file: "lib/scan/scan.wgsl",
    find: "head = heads[at + 1u];",
    replace: "head = heads[at];",
    test: SCAN,
  },
  {
    what: "exclusive scans carry on at a head",
    file: "lib/scan/scan.wgsl",
    find: "        state = identity();",
    replace: "",
    test: SCAN,
  },
  {
    what: "lanes of a scan write before all have read",
    file: "lib/scan/scan_together.wgsl",
    find: "    workgroupBarrier(); // every lane has read before any writes\n",
    replace: "",
    test: SCAN,
  },
  {
    what: "lanes of a scan stop a doubling too early",
    file: "lib/scan/scan_together.wgsl",
    find: "step < WORKGROUP_SIZE; step *= 2u",
    replace: "step < WORKGROUP_SIZE / 2u; step *= 2u",
    test: SCAN,
  },
  {
    what: "scans start every chunk afresh",
    file: "lib/scan/scan.wgsl",
    find: "if (call.chunks > 1u) { running",
    replace: "if (call.chunks > 9999u) { running",
    test: SCAN,
  },
  {
    what: "scans start every tile of a chunk afresh",
    file: "lib/scan/scan.wgsl",
    find: "    running = join(running, around.all);\n",
    replace: "",
    test: SCAN,
  },
  {
    what: "carries hold what a chunk itself comes to",
    file: "lib/scan/scan.wgsl",
    find: "    chunk_items[row * call.chunks + c] = before;\n    before = join(before, total);",
    replace: "    before = join(before, total);\n    chunk_items[row * call.chunks + c] = before;",
    test: SCAN,
  },
  {
    what: "folds leave the last chunk out",
    file: "lib/scan/scan.wgsl",
    find: "  let all = scan_lanes(own, lane).all;",
    replace: "  let all = scan_lanes(own, lane).before;",
    test: SCAN,
  },
  {
    what: "workgroups of a scan beyond 65 535 repeat the first row",
    file: "lib/scan/scan.ts",
    find: "spread(owners * lanes, workgroupSize)",
    replace: "Math.min(65_535, Math.ceil(owners * lanes / workgroupSize))",
    test: SCAN,
  },
  {
    what: "discounted sums discount what was just added",
    file: "lib/scan/monoid.ts",
    find: "b.y + b.x * a.y",
    replace: "b.x * (b.y + a.y)",
    test: SCAN,
  },
];
