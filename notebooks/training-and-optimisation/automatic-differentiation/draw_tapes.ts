import type { Figure, Trace } from "@rederive/lib/show";
import type { Step, Tape } from "./tape.ts";

/** One drawing of a tape. */
export interface TapePanel {
  readonly title: string;
  /** What stands at each place. */
  readonly names: readonly string[];
  /** What stands under each place. */
  readonly notes: readonly string[];
  /** What stands at each arrow, step by step, operand by operand. */
  readonly slopes: readonly (readonly string[])[];
  readonly color: string;
  /** Arrows go from results to operands. */
  readonly isBackward?: boolean;
}

type Point = readonly [x: number, y: number];

const SYMBOLS: Partial<Record<Step["op"], string>> = {
  add: "+",
  sub: "−",
  mul: "×",
  div: "÷",
  neg: "−",
};

/** The names of places: those of the inputs, then each step's symbol. */
export function namesOf({ steps }: Tape, inputs: readonly string[]): string[] {
  return [...inputs, ...steps.map(({ op }) => SYMBOLS[op] ?? op)];
}

/** A tape as a graph from left to right, drawn once a panel, one above the other. */
export function drawTapes(
  tape: Tape,
  places: readonly Point[],
  panels: readonly TapePanel[],
): Figure {
  const height = 1 / panels.length;
  const [xs, ys] = [places.map(([x]) => x), places.map(([, y]) => y)];
  const axes = panels.flatMap((_, i) => [
    [`xaxis${suffix(i)}`, {
      ...HIDDEN,
      range: [Math.min(...xs) - 0.35, Math.max(...xs) + 0.35],
      anchor: `y${suffix(i)}`,
    }],
    [`yaxis${suffix(i)}`, {
      ...HIDDEN,
      range: [Math.min(...ys) - 0.6, Math.max(...ys) + 0.45],
      domain: [1 - (i + 0.96) * height, 1 - i * height],
      anchor: `x${suffix(i)}`,
    }],
  ]);
  const layout = {
    ...Object.fromEntries(axes),
    annotations: panels.flatMap((panel, i) => textsOf(tape, places, panel, i)),
    showlegend: false,
    width: 720,
    height: 270 * panels.length,
    margin: { l: 10, r: 10, t: 10, b: 10 },
  };
  return { data: panels.flatMap((panel, i) => tracesOf(tape, places, panel, i)), layout };
}

const suffix = (i: number) => i === 0 ? "" : String(i + 1);
const HIDDEN = {
  showgrid: false,
  zeroline: false,
  showline: false,
  showticklabels: false,
  ticks: "",
};

/** Every step's arrows as [operand, result] places. */
const arrowsOf = ({ inputs, steps }: Tape) =>
  steps.flatMap(({ of }, k) => of.map((from) => [from, inputs + k] as const));

function tracesOf(tape: Tape, places: readonly Point[], panel: TapePanel, i: number): Trace[] {
  const axes = { xaxis: `x${suffix(i)}`, yaxis: `y${suffix(i)}`, hoverinfo: "skip" };
  const arrows = arrowsOf(tape).map(([from, to]): Trace => {
    const [start, end] = panel.isBackward ? [to, from] : [from, to];
    const [a, b] = [places[start]!, places[end]!];
    const short = 1 - 0.15 / Math.hypot(b[0] - a[0], b[1] - a[1]); // up to the circle
    return {
      x: [a[0], a[0] + short * (b[0] - a[0])],
      y: [a[1], a[1] + short * (b[1] - a[1])],
      mode: "lines+markers",
      line: { color: panel.color, width: 2 },
      marker: {
        color: panel.color,
        opacity: 1,
        symbol: ["circle", "arrow"],
        size: [0, 12],
        angleref: "previous",
      },
      ...axes,
    };
  });
  const circles: Trace = {
    x: places.map(([x]) => x),
    y: places.map(([, y]) => y),
    text: panel.names,
    mode: "markers+text",
    textposition: "middle center",
    textfont: { size: 15 },
    marker: { color: "#ffffff", size: 40, line: { color: "#57606a", width: 1.5 }, opacity: 1 },
    ...axes,
  };
  return [...arrows, circles];
}

function textsOf(tape: Tape, places: readonly Point[], panel: TapePanel, i: number) {
  const axes = { xref: `x${suffix(i)}`, yref: `y${suffix(i)}`, showarrow: false };
  const title = {
    text: panel.title,
    xref: `x${suffix(i)} domain`,
    yref: `y${suffix(i)} domain`,
    x: 0.01,
    y: 1,
    xanchor: "left",
    yanchor: "top",
    font: { size: 14 },
    showarrow: false,
  };
  const notes = places.map(([x, y], place) => ({
    ...axes,
    text: panel.notes[place] ?? "",
    x,
    y: y - 0.26,
    yanchor: "top",
    font: { size: 13 },
  }));
  const slopes = arrowsOf(tape).map(([from, to], k) => {
    const [a, b] = [places[from]!, places[to]!];
    return {
      ...axes,
      text: panel.slopes.flat()[k] ?? "",
      x: (a[0] + b[0]) / 2,
      y: (a[1] + b[1]) / 2,
      bgcolor: "#ffffff",
      font: { size: 13, color: panel.color },
    };
  });
  return [title, ...notes, ...slopes];
}
