import { type Figure, PALETTE } from "@rederive/lib/show";

/** Millions of parameters, a bar for each part. */
export function drawParts(parts: Readonly<Record<string, number>>): Figure {
  const names = Object.keys(parts).reverse();
  const millions = names.map((name) => parts[name]! / 1e6);
  return {
    data: [{
      type: "bar",
      orientation: "h",
      x: millions,
      y: names,
      marker: { color: PALETTE[0] },
      text: millions.map((value) => value.toFixed(1)),
      textposition: "outside",
      cliponaxis: false,
    }],
    layout: {
      height: 320,
      xaxis: { title: { text: "parameters, millions" }, range: [0, 690] },
      yaxis: { automargin: true },
      showlegend: false,
    },
  };
}
