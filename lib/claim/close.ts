import { decide } from "./decide.ts";
import { finite, refuse, TWO } from "./evidence.ts";
import { isWithin, keepHardest, MOST_KEPT } from "./hardest.ts";
import type { Against, Measurement, Tolerance } from "./measurement.ts";

/** A number, an array of numbers, or arrays of those. */
export type Numbers = number | ArrayLike<number> | readonly Numbers[];

/**
 * Evidence that numbers agree within a tolerance that carries its reason. Of arrays, the worst
 * element is shown and all are decided.
 *
 * @example
 * ```ts
 * import { close, closedForm } from "@rederive/lib/claim";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * const seen = close(Math.fround(0.1), 0.1, {
 *   tolerance: { rel: 2 ** -24, because: "one rounding to f32" },
 *   against: closedForm("1 / 10"),
 * });
 * equal(seen.pass, true);
 * ```
 */
export function close(
  got: Numbers,
  want: Numbers,
  { tolerance, against, unit }: { tolerance: Tolerance; against: Against; unit?: string },
): Measurement {
  checkTolerance(tolerance);
  if (typeof got === "object" && got === want) {
    throw refuse("close()", "got and want are the same object, want two that could differ", TWO);
  }
  const elements = [...pairUp(got, want, "")];
  if (elements.length === 0) {
    throw refuse(
      "close()",
      "there are no elements, want at least one",
      "compare what is not empty",
    );
  }
  const worst = elements.reduce((a, b) => excess(b, tolerance) > excess(a, tolerance) ? b : a);
  const measured = {
    got: worst.got,
    want: worst.want,
    relation: "within" as const,
    tolerance,
    against,
    ...(unit ? { unit } : {}),
    ...(worst.at === "" ? {} : { at: `${worst.at}, the worst of ${elements.length}` }),
    ...(elements.length === 1 ? {} : keep(elements, tolerance)),
  };
  return { ...measured, pass: decide(measured) };
}

interface Element {
  at: string;
  got: number;
  want: number;
}

function* pairUp(got: Numbers, want: Numbers, at: string): Generator<Element> {
  if (typeof got !== "object" || typeof want !== "object") {
    yield {
      at,
      got: finite("close()", `got${at}`, got),
      want: finite("close()", `want${at}`, want),
    };
    return;
  }
  if (got.length !== want.length) {
    throw refuse(
      "close()",
      `got${at} has length ${got.length}, want ${want.length}`,
      "compare what has the same shape",
    );
  }
  for (let i = 0; i < got.length; i++) yield* pairUp(got[i]!, want[i]!, `${at}[${i}]`);
}

// error in units of what is allowed; 0 allowed and 0 error is as good as it gets
function excess({ got, want }: Element, { abs = 0, rel = 0 }: Tolerance): number {
  const error = Math.abs(got - want);
  return error === 0 ? 0 : error / (abs + rel * Math.abs(want));
}

function keep(elements: Element[], tolerance: Tolerance) {
  const hardest = keepHardest(
    elements.map(({ got, want }) => [Math.abs(got - want), Math.abs(want)] as const),
  );
  if (hardest.length <= MOST_KEPT) return { hardest };
  // too many to keep: those that fail decide today's tolerance, no other
  const failing = hardest.filter((pair) => !isWithin(pair, tolerance));
  return { hardest: [...failing, ...hardest].slice(0, 1), rejudge: false as const };
}

const TOLERANCE = 'tolerance: { abs: 1e-6, rel: 1e-6, because: "…" }';

function checkTolerance(tolerance: Tolerance): void {
  const { abs = 0, rel = 0, because } = tolerance ?? {};
  if (!(abs >= 0 && Number.isFinite(abs)) || !(rel >= 0 && Number.isFinite(rel))) {
    throw refuse(
      "close()",
      `the tolerance is abs ${abs}, rel ${rel}, want finite numbers >= 0`,
      TOLERANCE,
    );
  }
  if (abs === 0 && rel === 0) {
    throw refuse("close()", "the tolerance is zero", "equal(got, want, …)");
  }
  if (rel >= 1) {
    throw refuse(
      "close()",
      `the relative tolerance is ${rel}, which lets 0 pass, want below 1`,
      TOLERANCE,
    );
  }
  if (typeof because !== "string" || because.trim() === "") {
    throw refuse("close()", "the tolerance has no reason", TOLERANCE);
  }
}
