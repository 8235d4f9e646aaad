import { DIVERGING, type Figure } from "@rederive/lib/show";

/** What cleaning up first costs more, over the chance of a second use and the price of cleaning late. */
export function drawOrders(
  { reuse, later, extra }: {
    reuse: readonly number[];
    later: readonly number[];
    extra: readonly (readonly number[])[];
  },
): Figure {
  const dearest = later.at(-1)!;
  const even = Array.from({ length: 51 }, (_, i) => 1 + i * (dearest - 1) / 50);
  const words = { showarrow: false, font: { size: 14 } };
  return {
    data: [{
      type: "heatmap",
      ...{ x: reuse, y: later, z: extra, zmid: 0, zmin: -1, zmax: 1, colorscale: DIVERGING },
      colorbar: { title: { text: "extra cost" }, outlinewidth: 0 },
    }, {
      ...{ x: even.map((m) => 1 / m), y: even, mode: "lines", showlegend: false, name: "r m = 1" },
      line: { color: "#000000", width: 2 },
    }],
    layout: {
      xaxis: { title: { text: "chance that the code is needed again, r" }, range: [0, 1] },
      yaxis: { title: { text: "price of cleaning up late, m" }, range: [1, dearest] },
      annotations: [
        { ...words, x: 0.2, y: 2.2, text: "validation first" },
        { ...words, x: 0.6, y: 3.2, text: "cleanup first" },
        { ...words, x: 0.31, y: 4.3, text: "r m = 1" },
      ],
    },
  };
}
