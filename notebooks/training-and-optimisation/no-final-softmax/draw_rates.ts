import type { Figure } from "@rederive/lib/show";
import type { Setting, Softmax } from "./race.ts";

/** Blue for softmax once, orange for twice, in every figure. */
export const COLORS: Readonly<Record<Softmax, string>> = { once: "#0072B2", twice: "#D55E00" };

/** A setting as the heading of a panel. */
export function headingOf({ optimizer, mislabelled }: Setting): string {
  const labels = mislabelled ? `${100 * mislabelled} % wrong labels` : "right labels";
  return `${optimizer}, ${labels}`;
}

/** Where panel `i` of four in a row lies. */
export function panelDomain(i: number): [number, number] {
  return [0.255 * i, 0.255 * i + 0.235];
}

/** Accuracy against learning rate, a panel a setting, a line a loss. */
export function drawRates(
  panels: readonly {
    setting: Setting;
    rates: readonly number[];
    accuracies: Readonly<Record<Softmax, readonly number[]>>;
  }[],
): Figure {
  const suffix = (i: number) => i === 0 ? "" : String(i + 1);
  return {
    data: panels.flatMap(({ rates, accuracies }, i) =>
      (["once", "twice"] as const).map((softmax) => ({
        ...{ x: rates, y: accuracies[softmax], mode: "lines+markers", name: `softmax ${softmax}` },
        ...{ xaxis: `x${suffix(i)}`, yaxis: "y", legendgroup: softmax, showlegend: i === 0 },
        ...{ line: { color: COLORS[softmax], width: 3 }, marker: { size: 7 } },
      }))
    ),
    layout: {
      width: 900,
      height: 370,
      legend: { orientation: "h", y: 1.24, x: 0 },
      yaxis: { range: [0, 1.02], title: { text: "accuracy, of the best there is" } },
      ...Object.fromEntries(panels.map(({ rates }, i) => {
        const decades = rates.filter((rate) =>
          Number.isInteger(Math.round(1e9 * Math.log10(rate)) / 1e9)
        );
        return [`xaxis${suffix(i)}`, {
          ...{ type: "log", domain: panelDomain(i), tickvals: decades },
          title: { text: "learning rate" },
        }];
      })),
      annotations: panels.map(({ setting }, i) => ({
        ...{ text: headingOf(setting), x: panelDomain(i)[0], y: 1.02, showarrow: false },
        ...{ xref: "paper", yref: "paper", xanchor: "left", yanchor: "bottom", font: { size: 13 } },
      })),
    },
  };
}
