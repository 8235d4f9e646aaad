import type { ClaimRecord } from "@rederive/lib/claim";
import { CLAIM } from "../mime.ts";
import type { CellRun } from "../types.ts";

/** A claim record as an executed cell displayed it. */
export interface Collected {
  cell: number;
  record: ClaimRecord;
}

/** Every record that was displayed, in order: a claim that did not run cannot be among them. */
export function collectClaims(
  cells: readonly Pick<CellRun, "ordinal" | "outputs">[],
): Collected[] {
  return cells.flatMap(({ ordinal, outputs }) =>
    outputs.flatMap((output) => {
      const record = "data" in output ? output.data[CLAIM] : undefined;
      return record === undefined ? [] : [{ cell: ordinal, record: record as ClaimRecord }];
    })
  );
}
