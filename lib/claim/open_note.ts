import type { Claim } from "./claim.ts";
import { ClaimMisuse } from "./errors.ts";
import { judge } from "./judge.ts";
import { isInRunner, type Note } from "./note.ts";
import { type OutOfScope, outOfScope } from "./out_of_scope.ts";
import { summary } from "./summary.ts";

/** What a note does with its claims. */
export interface OpenNote {
  /** Runs a claim's checks, derives its verdict and shows its card. */
  judge(claim: Claim): Promise<void>;
  /** Declares a statement out of scope and shows its card. */
  outOfScope(statement: OutOfScope): void;
  /** Shows how many claims held, and which did not. */
  summary(): void;
}

const open = new Map<string, Note>();

/**
 * Opens a note: its first code cell. Opening it again starts its list of claims anew, except in
 * the runner, where a second opening would hide an id used twice.
 *
 * @example
 * ```ts
 * import { closedForm, equal, openNote } from "@rederive/lib/claim";
 *
 * const { judge } = openNote("examples/sums");
 * const sum = (n: number) => Array.from({ length: n }, (_, i) => i + 1).reduce((a, b) => a + b, 0);
 * const against = closedForm("100 * 101 / 2");
 * await judge({
 *   id: "sum-of-first-hundred",
 *   says: "The first hundred integers sum to 5050.",
 *   at: "section 1",
 *   conditions: { n: 100 },
 *   asStated: () => equal(sum(100), 5050, { against }),
 *   control: () => equal(sum(99), 5050, { against }),
 * });
 * ```
 */
export function openNote(id: string): OpenNote {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
    throw new ClaimMisuse(
      `Cannot open note ${JSON.stringify(id)}: want "<shelf>/<note>" in kebab-case words`,
      'openNote("mathematics/counter-based-randomness")',
    );
  }
  const before = isInRunner() ? open.get(id) : undefined;
  const note: Note = before ?? { id, records: new Map() };
  open.set(id, note);
  return {
    judge: (claim) => judge(note, claim),
    outOfScope: (statement) => outOfScope(note, statement),
    summary: () => summary(note),
  };
}
