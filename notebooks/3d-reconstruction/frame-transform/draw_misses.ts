import type { Figure } from "@rederive/lib/show";

/** What one formula missed by, scene by scene. */
export interface Misses {
  label: string;
  color: string;
  values: readonly number[];
}

const [LOWEST, HIGHEST, PER_DECADE] = [-14, 1, 5];

/** One histogram a row, over a common logarithmic axis. */
export function drawMisses(rows: readonly Misses[]): Figure {
  const height = 1 / rows.length;
  const axes = rows.map((_, i) => [`yaxis${suffix(i)}`, {
    domain: [1 - (i + 0.85) * height, 1 - i * height],
    showticklabels: false,
    showgrid: false,
    ticks: "",
    showline: false,
  }]);
  const exponents = [-12, -9, -6, -3, 0];
  const layout = {
    ...Object.fromEntries(axes),
    xaxis: {
      title: { text: "miss" },
      range: [LOWEST, HIGHEST],
      tickvals: exponents,
      ticktext: exponents.map((n) => n === 0 ? "1" : `10<sup>${n}</sup>`),
      anchor: `y${suffix(rows.length - 1)}`,
    },
    annotations: rows.map(({ label, color }, i) => ({
      text: label,
      font: { color, size: 14 },
      showarrow: false,
      xref: "paper",
      x: 0.52,
      yref: `y${suffix(i)} domain`,
      y: 0.5,
    })),
    bargap: 0,
    showlegend: false,
    height: 380,
  };
  const data = rows.map(({ label, color, values }, i) => ({
    type: "bar",
    name: label,
    marker: { color },
    yaxis: `y${suffix(i)}`,
    ...countByPower(values),
  }));
  return { data, layout };
}

const suffix = (i: number) => i === 0 ? "" : String(i + 1);

/** Counts by power of ten, five bins to a decade; what lies outside goes to the end bins. */
function countByPower(values: readonly number[]): { x: number[]; y: number[] } {
  const bins = new Array<number>((HIGHEST - LOWEST) * PER_DECADE).fill(0);
  for (const value of values) {
    const bin = Math.floor(PER_DECADE * (Math.log10(value) - LOWEST));
    bins[Math.max(0, Math.min(bins.length - 1, bin))]! += 1;
  }
  const middle = (bin: number) => LOWEST + (bin + 0.5) / PER_DECADE;
  return { x: bins.map((_, bin) => middle(bin)), y: bins };
}
