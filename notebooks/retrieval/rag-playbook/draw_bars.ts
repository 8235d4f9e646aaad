import { type Figure, PALETTE } from "@rederive/lib/show";
import { bootstrap, mean } from "./evaluate.ts";

/** Bars with 95 % intervals: one colour a system, one group a kind of question. */
export function drawBars(
  systems: { readonly [name: string]: readonly number[] },
  kinds: { readonly [kind: string]: readonly number[] },
): Figure {
  const names = Object.keys(kinds);
  return {
    data: Object.entries(systems).map(([name, values], i) => {
      const groups = names.map((kind) => kinds[kind]!.map((q) => values[q]!));
      const bounds = groups.map((group) => bootstrap(group));
      return {
        type: "bar",
        name,
        x: names,
        y: groups.map(mean),
        marker: { color: PALETTE[i] },
        error_y: {
          type: "data",
          symmetric: false,
          array: groups.map((group, g) => bounds[g]![1] - mean(group)),
          arrayminus: groups.map((group, g) => mean(group) - bounds[g]![0]),
          width: 3,
        },
      };
    }),
    layout: {
      barmode: "group",
      height: 400,
      legend: { orientation: "h", y: 1.14, x: 0 },
      yaxis: { title: { text: "nDCG@10" }, range: [0, 1.05] },
    },
  };
}
