import type { Figure } from "@rederive/lib/show";
import { COLORS, headingOf, panelDomain } from "./draw_rates.ts";
import type { Outcome, Setting, Softmax } from "./race.ts";

/** Pale and opaque: see-through lines make a picture several times as large. */
const PALE: Readonly<Record<Softmax, string>> = { once: "#a6cbe5", twice: "#f3c3a3" };

/** Accuracy step by step, a panel a setting, a thin line a start; dots where whole classes are lost. */
export function drawRace(
  panels: readonly { setting: Setting; outcomes: Readonly<Record<Softmax, readonly Outcome[]>> }[],
): Figure {
  const suffix = (i: number) => i === 0 ? "" : String(i + 1);
  const lines = panels.flatMap(({ outcomes }, i) =>
    (["twice", "once"] as const).map((softmax) => {
      const common = { xaxis: `x${suffix(i)}`, yaxis: "y" };
      const steps = outcomes[softmax][0]!.curve.map((_, at) => 10 * (at + 1));
      const thin = {
        ...{ ...common, mode: "lines", showlegend: false },
        x: outcomes[softmax].flatMap(() => [...steps, null]),
        y: outcomes[softmax].flatMap(({ curve }) => [...curve, null]),
        line: { color: PALE[softmax], width: 1.5, simplify: false },
      };
      const lost = outcomes[softmax].filter(({ lost }) => lost > 0);
      const dots = {
        ...{
          ...common,
          x: lost.map(() => steps.at(-1)!),
          y: lost.map(({ curve }) => curve.at(-1)),
        },
        ...{ mode: "markers", name: "has lost a class or more" },
        ...{ showlegend: i === 0 && softmax === "twice" },
        marker: { color: "#ffffff", size: 8, line: { color: COLORS[softmax], width: 2 } },
      };
      const mean = {
        ...{ ...common, x: steps, mode: "lines", name: `softmax ${softmax}, mean of 12` },
        y: steps.map((_, at) =>
          outcomes[softmax].reduce((sum, { curve }) => sum + curve[at]!, 0) /
          outcomes[softmax].length
        ),
        ...{ showlegend: i === 0, line: { color: COLORS[softmax], width: 4 } },
      };
      return { thin: [thin], thick: [mean, ...(lost.length ? [dots] : [])] };
    })
  );
  return {
    data: [
      ...lines.flatMap(({ thin }) => thin),
      ...lines.toReversed().flatMap(({ thick }) => thick),
    ],
    layout: {
      width: 900,
      height: 400,
      legend: { orientation: "h", y: 1.24, x: 0 },
      yaxis: { range: [0, 1.05], title: { text: "accuracy, of the best there is" } },
      ...Object.fromEntries(panels.map((_, i) => [`xaxis${suffix(i)}`, {
        ...{ domain: panelDomain(i), title: { text: "step" }, tickvals: [0, 100, 200] },
        range: [0, 310],
      }])),
      annotations: panels.map(({ setting }, i) => ({
        ...{ text: headingOf(setting), x: panelDomain(i)[0], y: 1.02, showarrow: false },
        ...{ xref: "paper", yref: "paper", xanchor: "left", yanchor: "bottom", font: { size: 13 } },
      })),
    },
  };
}
