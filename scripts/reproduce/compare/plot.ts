import type { Difference } from "./difference.ts";
import { compareJson, type SameNumber } from "./json.ts";
import { type CellTolerance, isWithin } from "./tolerance.ts";

/** Share of an array's range below which two points are one: far less than a pixel. */
const SHARE = 1e-5;

/** Where two plotly figures differ: traces by position, numbers by what an eye could see. */
export function comparePlot(
  want: unknown,
  got: unknown,
  tolerance: CellTolerance | null,
): Difference[] {
  return compareJson(withoutIds(want), withoutIds(got), pointsOf(tolerance));
}

function pointsOf(tolerance: CellTolerance | null): SameNumber {
  const ranges = new WeakMap<readonly number[], number>();
  return (want, got, among) => {
    if (tolerance) return isWithin(want, got, tolerance);
    const range = ranges.get(among) ?? rangeOf(among);
    ranges.set(among, range);
    return want === got || Math.abs(got - want) <= SHARE * range;
  };
}

/** Span of the values; of a constant, its size. */
function rangeOf(values: readonly number[]): number {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return high > low ? high - low : Math.abs(high);
}

/** Plotly's `uid` names a trace for its own bookkeeping. */
function withoutIds(figure: unknown): unknown {
  const { data, ...rest } = figure as { data?: unknown };
  if (!Array.isArray(data)) return figure;
  return { ...rest, data: data.map(({ uid: _, ...trace }) => trace) };
}
