import { ClaimMisuse } from "./errors.ts";
import type { Against, Basis } from "./measurement.ts";

/**
 * `want` follows from a formula evaluated exactly or in f64.
 *
 * @example
 * ```ts
 * import { closedForm } from "@rederive/lib/claim";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * deepEqual(closedForm("n (n + 1) / 2"), { basis: "closed form", name: "n (n + 1) / 2" });
 * ```
 */
export function closedForm(name: string): Against {
  return against("closed form", name);
}

/**
 * `want` comes from an f64 reference that shares no code with the subject.
 *
 * @example
 * ```ts
 * import { reference } from "@rederive/lib/claim";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * equal(reference("softmax in f64").basis, "reference");
 * ```
 */
export function reference(name: string): Against {
  return against("reference", name);
}

/**
 * `want` is a derivative taken by finite differences.
 *
 * @example
 * ```ts
 * import { finiteDifferences } from "@rederive/lib/claim";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * equal(finiteDifferences("central, h = 1e-5, f64").basis, "finite differences");
 * ```
 */
export function finiteDifferences(name: string): Against {
  return against("finite differences", name);
}

/**
 * `want` is the other side of an identity, computed by another route.
 *
 * @example
 * ```ts
 * import { identity } from "@rederive/lib/claim";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * equal(identity("R^T R = I").basis, "identity");
 * ```
 */
export function identity(name: string): Against {
  return against("identity", name);
}

/**
 * `want` comes from an implementation by other people: git, CPython, gpt-tokenizer.
 *
 * @example
 * ```ts
 * import { implementation } from "@rederive/lib/claim";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * equal(implementation("NumPy 2.3.1").basis, "implementation");
 * ```
 */
export function implementation(name: string): Against {
  return against("implementation", name);
}

/**
 * `want` was published: a table, a test vector, a number the note itself prints.
 *
 * @example
 * ```ts
 * import { published } from "@rederive/lib/claim";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * equal(published("Random123 kat_vectors").basis, "published");
 * ```
 */
export function published(name: string): Against {
  return against("published", name);
}

function against(basis: Basis, name: string): Against {
  if (typeof name === "string" && name.trim() !== "") return { basis, name };
  throw new ClaimMisuse(
    `Cannot rest evidence on a ${basis} without a name, want what a reader could look up`,
    'closedForm("n (n + 1) / 2"), published("Random123 kat_vectors")',
  );
}
