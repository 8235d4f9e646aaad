import type { Figure } from "@rederive/lib/show";
import { COLORS, headingOf, panelDomain } from "./draw_rates.ts";
import type { Outcome, Setting, Softmax } from "./race.ts";

/** Accuracy step by step, a panel a setting, a thin line a start; dots where whole classes are lost. */
export function drawRace(
  panels: readonly { setting: Setting; outcomes: Readonly<Record<Softmax, readonly Outcome[]>> }[],
): Figure {
  const suffix = (i: number) => i === 0 ? "" : String(i + 1);
  const data = panels.flatMap(({ outcomes }, i) =>
    (["twice", "once"] as const).flatMap((softmax) => {
      const common = { xaxis: `x${suffix(i)}`, yaxis: "y" };
      const steps = outcomes[softmax][0]!.curve.map((_, at) => 10 * (at + 1));
      const thin = outcomes[softmax].map(({ curve }) => ({
        ...{ ...common, x: steps, y: curve, mode: "lines", showlegend: false, opacity: 0.45 },
        line: { color: COLORS[softmax], width: 1.2 },
      }));
      const lost = outcomes[softmax].filter(({ lost }) => lost > 0);
      const dots = {
        ...{
          ...common,
          x: lost.map(() => steps.at(-1)!),
          y: lost.map(({ curve }) => curve.at(-1)),
        },
        ...{ mode: "markers", name: "a class or more is never guessed" },
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
      return [...thin, mean, ...(lost.length ? [dots] : [])];
    })
  );
  return {
    data,
    layout: {
      width: 900,
      height: 400,
      legend: { orientation: "h", y: 1.24, x: 0, traceorder: "reversed" },
      yaxis: { range: [0, 1.05], title: { text: "accuracy, of the best there is" } },
      ...Object.fromEntries(panels.map((_, i) => [`xaxis${suffix(i)}`, {
        ...{ domain: panelDomain(i), title: { text: "step" }, tickvals: [0, 100, 200, 300] },
        range: [0, 310],
      }])),
      annotations: panels.map(({ setting }, i) => ({
        ...{ text: headingOf(setting), x: panelDomain(i)[0], y: 1.02, showarrow: false },
        ...{ xref: "paper", yref: "paper", xanchor: "left", yanchor: "bottom", font: { size: 13 } },
      })),
    },
  };
}
