import type { Machine } from "../machine.ts";
import type { Row } from "../measure.ts";

/** All that a run found. */
export interface Report {
  machine: Machine;
  rows: readonly Row[];
}
