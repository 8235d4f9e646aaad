/**
 * The evidence does not support the claim: it fails as stated, and no amendment holds.
 *
 * @example
 * ```ts
 * import { ClaimError } from "@rederive/lib/claim";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * equal(new ClaimError("Cannot judge claim \"rows-sum-to-one\": it fails as stated").name, "ClaimError");
 * ```
 */
export class ClaimError extends Error {
  /** What the runner tells it by. */
  override readonly name = "ClaimError";
}

/**
 * The claim is not written so that it could be judged: its control passes, it has two amendments,
 * its evidence is not finite. The author's to fix; says nothing about the note.
 *
 * @example
 * ```ts
 * import { ClaimMisuse } from "@rederive/lib/claim";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * const error = new ClaimMisuse("Cannot judge claim \"a\": its control passes", "break the subject");
 * equal(error.message.split("\n")[1], "Try: break the subject");
 * ```
 */
export class ClaimMisuse extends Error {
  /** What the runner tells it by. */
  override readonly name = "ClaimMisuse";

  /** `fix` becomes the second line, `Try: …`. */
  constructor(problem: string, fix?: string, options?: ErrorOptions) {
    super(fix === undefined ? problem : `${problem}\nTry: ${fix}`, options);
  }
}
