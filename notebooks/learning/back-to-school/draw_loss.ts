import { type Figure } from "@rederive/lib/show";

/** Pay given up over pay and years, with the line of a million. */
export function drawLoss(
  { salaries, years, loss, million }: {
    salaries: readonly number[];
    years: readonly number[];
    loss: readonly (readonly number[])[];
    /** Where the loss is a million: a salary for each of some years. */
    million: readonly (readonly [salary: number, years: number])[];
  },
): Figure {
  const inThousands = (dollars: number) => dollars / 1000;
  const words = { showarrow: false, font: { size: 14 } };
  return {
    data: [{
      type: "heatmap",
      ...{ x: salaries.map(inThousands), y: years, colorscale: "Viridis", zmin: 0, zmax: 2 },
      z: loss.map((row) => row.map((dollars) => dollars / 1e6)),
      colorbar: { title: { text: "million dollars" }, outlinewidth: 0 },
    }, {
      x: million.map(([salary]) => inThousands(salary)),
      y: million.map(([, each]) => each),
      ...{ mode: "lines", showlegend: false, name: "a million" },
      line: { color: "#ffffff", width: 3 },
    }],
    layout: {
      xaxis: {
        title: { text: "pay outside, thousand dollars a year" },
        range: [salaries[0]!, salaries.at(-1)!].map(inThousands),
      },
      yaxis: { title: { text: "years" }, range: [years[0]!, years.at(-1)!] },
      annotations: [
        {
          ...words,
          x: 110,
          y: 4.3,
          text: "less than a million",
          font: { color: "#ffffff", size: 14 },
        },
        { ...words, x: 300, y: 6.6, text: "more than a million" },
      ],
    },
  };
}
