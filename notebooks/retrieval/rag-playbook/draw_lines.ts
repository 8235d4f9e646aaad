import { type Figure, PALETTE } from "@rederive/lib/show";

/** A line, dashed where it is theory or another split. */
export interface Line {
  readonly name: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly color?: number;
  readonly dash?: boolean;
  /** Dots, unless false. */
  readonly markers?: boolean;
  /** Lines between them, unless false. */
  readonly lines?: boolean;
}

/** Lines over one pair of axes. */
export function drawLines(
  lines: readonly Line[],
  { x, y, log = false, range }: {
    x: string;
    y: string;
    log?: boolean;
    range?: readonly [number, number];
  },
): Figure {
  const places = [...new Set(lines.flatMap(({ x }) => x))];
  return {
    data: lines.map((line, i) => ({
      x: line.x,
      y: line.y,
      name: line.name,
      mode: line.markers === false ? "lines" : line.lines === false ? "markers" : "lines+markers",
      line: {
        color: PALETTE[line.color ?? i],
        width: 3,
        ...line.dash ? { dash: "dash" } : {},
      },
      marker: { size: 8 },
    })),
    layout: {
      height: 400,
      legend: { orientation: "h", y: 1.14, x: 0 },
      xaxis: {
        title: { text: x },
        ...log ? { type: "log", tickvals: places, ticktext: places.map(String) } : {},
      },
      yaxis: { title: { text: y }, ...range ? { range } : {} },
    },
  };
}
