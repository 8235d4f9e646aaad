import { type Figure, PALETTE } from "@rederive/lib/show";

/** Percent right of the networks of one kind, a number a seed. */
export interface Group {
  readonly name: string;
  readonly seen: readonly number[];
  readonly heldOut: readonly number[];
}

const SEEN = "combination seen in training";
const HELD_OUT = "combination never seen";

/** Bars of means with a dot a seed, and the lines of those who guess. */
export function drawAccuracy(
  groups: readonly Group[],
  lines: readonly { readonly at: number; readonly name: string }[],
): Figure {
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const kinds = [["seen", SEEN, PALETTE[4], -0.2], ["heldOut", HELD_OUT, PALETTE[0], 0.2]] as const;
  return {
    data: kinds.flatMap(([kind, name, color, beside]) => [
      {
        ...{ type: "bar", name, width: 0.38, marker: { color }, opacity: 0.75 },
        x: groups.map((_, i) => i + beside),
        y: groups.map((group) => mean(group[kind])),
      },
      {
        ...{ mode: "markers", showlegend: false, marker: { color: "#1f2328", size: 6 } },
        x: groups.flatMap((group, i) => group[kind].map((_, k) => i + beside + 0.08 * (k - 1))),
        y: groups.flatMap((group) => [...group[kind]]),
      },
    ]),
    layout: {
      xaxis: { tickvals: groups.map((_, i) => i), ticktext: groups.map(({ name }) => name) },
      yaxis: { title: { text: "colour and shape right, %" }, range: [0, 104] },
      legend: { orientation: "h", y: 1.12, x: 0 },
      shapes: lines.map(({ at }) => ({
        ...{ type: "line", xref: "paper", x0: 0, x1: 1, y0: at, y1: at },
        line: { color: "#57606a", width: 1.5, dash: "dash" },
      })),
      annotations: lines.map(({ at, name }) => ({
        ...{ text: name, xref: "paper", x: 1, xanchor: "right", y: at, yanchor: "bottom" },
        ...{ showarrow: false, font: { size: 11 }, bgcolor: "rgba(255,255,255,0.85)" },
      })),
    },
  };
}
