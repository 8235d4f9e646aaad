import type { Figure, Trace } from "./figure.ts";
import { PALETTE } from "./theme.ts";

/** An axis of a panel of curves. */
export interface Axis {
  /** What it counts. */
  readonly title: string;
  /** Logarithmic, with powers of ten at its ticks. */
  readonly isLog?: boolean;
  /** From where to where, in the axis's own numbers; all of the curves unless given. */
  readonly range?: readonly [from: number, to: number];
}

/** A line, or dots. */
export interface Curve {
  /** Where it runs. */
  readonly points: readonly (readonly [x: number, y: number])[];
  /** The next of the palette unless given. */
  readonly color?: string;
  /** "solid" unless given. */
  readonly dash?: "solid" | "dash" | "dot";
  /** Dots at the points; "both": and a line through them. */
  readonly dots?: boolean | "both";
  /** Its name in its colour, and where that begins, in the axes' numbers. */
  readonly label?: readonly [text: string, x: number, y: number];
}

/** Curves over one pair of axes. */
export interface CurvePanel {
  /** Above the panel, to the left. */
  readonly title?: string;
  /** The axis along. */
  readonly x: Axis;
  /** The axis up. */
  readonly y: Axis;
  /** What is drawn, in order. */
  readonly curves: readonly Curve[];
}

/**
 * A figure of curves that carry their names beside them, where the eye is, and need no legend. Panels
 * stand side by side.
 *
 * @example
 * ```ts
 * import { drawCurves, plot } from "@rederive/lib/show";
 *
 * const steps = [1e-8, 1e-4, 1];
 * const figure = drawCurves([{
 *   x: { title: "step", isLog: true },
 *   y: { title: "error", isLog: true, range: [1e-9, 1] },
 *   curves: [{ points: steps.map((h) => [h, h / 2]), label: ["one-sided", 1e-5, 1e-3] }],
 * }]);
 * await plot(figure, { alt: "The error is half of the step." });
 * ```
 */
export function drawCurves(
  panels: readonly CurvePanel[],
  { height = 420 }: { height?: number } = {},
): Figure {
  const axes = panels.flatMap(({ x, y }, i) => [
    [`xaxis${suffix(i)}`, axis(x)],
    [`yaxis${suffix(i)}`, axis(y)],
  ]);
  const grid = { rows: 1, columns: panels.length, pattern: "independent", xgap: 0.2 };
  const layout = {
    ...(panels.length > 1 ? { grid, width: 820 } : {}),
    ...Object.fromEntries(axes),
    annotations: panels.flatMap((panel, i) => [...titleOf(panel, i), ...labelsOf(panel, i)]),
    showlegend: false,
    height,
  };
  return { data: panels.flatMap(tracesOf), layout };
}

const suffix = (i: number) => i === 0 ? "" : String(i + 1);
const colorOf = ({ color }: Curve, k: number) => color ?? PALETTE[k % PALETTE.length]!;

function axis({ title, isLog = false, range }: Axis): Record<string, unknown> {
  const [from, to] = range ?? [];
  return {
    title: { text: title },
    ...(isLog ? { type: "log", exponentformat: "power" } : {}),
    ...(isLog && range ? { dtick: decades(Math.log10(to! / from!)) } : {}),
    ...(range ? { range: isLog ? range.map(Math.log10) : range } : {}),
  };
}

/** Decades from tick to tick, so that there are about six. */
function decades(span: number): number {
  return [1, 2, 3, 5, 10].findLast((step) => step <= Math.max(1, span / 5)) ?? 1;
}

function titleOf({ title }: CurvePanel, i: number) {
  if (!title) return [];
  const place = { xref: `x${suffix(i)} domain`, yref: `y${suffix(i)} domain`, x: 0, y: 1.02 };
  const anchors = { xanchor: "left", yanchor: "bottom", showarrow: false };
  return [{ ...place, ...anchors, text: title, font: { size: 14 } }];
}

function labelsOf({ x, y, curves }: CurvePanel, i: number) {
  return curves.flatMap((curve, k) => {
    if (!curve.label) return [];
    const [text, atX, atY] = curve.label;
    return [{
      text,
      x: x.isLog ? Math.log10(atX) : atX,
      y: y.isLog ? Math.log10(atY) : atY,
      xref: `x${suffix(i)}`,
      yref: `y${suffix(i)}`,
      xanchor: "left",
      showarrow: false,
      font: { color: colorOf(curve, k), size: 12 },
    }];
  });
}

function tracesOf({ curves }: CurvePanel, i: number): Trace[] {
  return curves.map((curve, k) => ({
    x: curve.points.map(([x]) => x),
    y: curve.points.map(([, y]) => y),
    name: curve.label?.[0] ?? "",
    mode: curve.dots === "both" ? "lines+markers" : curve.dots ? "markers" : "lines",
    line: { color: colorOf(curve, k), width: 2, dash: curve.dash ?? "solid" },
    marker: { color: colorOf(curve, k), size: curve.dots === "both" ? 7 : 5 },
    xaxis: `x${suffix(i)}`,
    yaxis: `y${suffix(i)}`,
  }));
}
