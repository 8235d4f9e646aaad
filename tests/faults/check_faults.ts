import type { Fault } from "./fault.ts";

/** Faults of lib/check. */
export const checkFaults: readonly Fault[] = [
  {
    what: "NaN passes every tolerance",
    file: "lib/check/close.ts",
    find: "if (excess <= 0) continue;",
    replace: "if (!(excess > 0)) continue;",
    test: "tests/check/close_test.ts",
  },
];
