import type { Figure } from "@rederive/lib/show";

/** A bar a reading: how many of `of` index tuples it answers wrongly. */
export function drawScores(
  wrong: { readonly [reading: string]: number },
  { of, marked }: { of: number; marked: readonly string[] },
): Figure {
  const readings = Object.keys(wrong);
  const counts = Object.values(wrong);
  return {
    data: [{
      type: "bar",
      orientation: "h",
      y: readings,
      x: counts,
      text: counts.map(String),
      textposition: "outside",
      cliponaxis: false,
      marker: { color: readings.map((name) => marked.includes(name) ? "#d55e00" : "#8a94a3") },
    }],
    layout: {
      width: 820,
      height: 340,
      margin: { l: 270, r: 50, t: 20 },
      yaxis: { autorange: "reversed", ticks: "" },
      xaxis: { title: { text: `wrong answers on ${of} index tuples` }, rangemode: "tozero" },
    },
  };
}
