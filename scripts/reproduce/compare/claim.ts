import type { ClaimRecord, Measurement } from "@rederive/lib/claim";
import type { Difference } from "./difference.ts";
import { compareJson, jsonNumbers } from "./json.ts";

/**
 * Where two claim records differ in what they mean: what was claimed, how it was checked, what
 * followed. Digits a machine may move (`got` within a tolerance, which element was worst) are no
 * difference, the same line that `rev` draws.
 */
export function compareClaim(want: ClaimRecord, got: ClaimRecord): Difference[] {
  const found = compareJson(meaning(want), meaning(got), Object.is);
  const close = compareJson(computedWants(want), computedWants(got), jsonNumbers(null));
  if (found.length + close.length > 0) return [...found, ...close];
  return want.rev === got.rev ? [] : [{ at: "rev", want: want.rev, got: got.rev }];
}

function meaning({ asStated, control, amendment, failure, rev: _, ...said }: ClaimRecord) {
  return {
    ...said,
    failed: failure !== undefined,
    asStated: asStated && fixed(asStated),
    control: control && fixed(control),
    amendment: amendment && { ...amendment, measurement: fixed(amendment.measurement) },
  };
}

/** What of a measurement no machine may change. */
function fixed(measurement: Measurement) {
  const { got, want, at: _, hardest: __, cases, ...rest } = measurement;
  return {
    ...rest,
    ...(isExact(measurement) ? { got } : {}),
    ...(isWantGiven(measurement) ? { want } : {}),
    ...(cases && { of: cases.of, need: cases.need, over: cases.over, what: cases.what }),
  };
}

/** Values of `want` that were computed: equal but for rounding. */
function computedWants({ asStated, control, amendment }: ClaimRecord) {
  const computed = (measurement: Measurement | undefined) =>
    measurement && measurement.at === undefined && !isWantGiven(measurement)
      ? { want: measurement.want }
      : {};
  return {
    asStated: computed(asStated),
    control: computed(control),
    amendment: { measurement: computed(amendment?.measurement) },
  };
}

function isExact({ relation, cases }: Measurement): boolean {
  return relation === "equals" && !cases;
}

/** A `want` that the author wrote down; with `at`, it is that of whichever element was worst. */
function isWantGiven(measurement: Measurement): boolean {
  const { at, against } = measurement;
  if (isExact(measurement)) return true;
  return at === undefined && (against.basis === "closed form" || against.basis === "published");
}
