import type { Figure } from "@rederive/lib/show";

/** How far a step moved the better document's score, and the worse one's. */
export type Move = readonly [better: number, worse: number];

const NAMES = [
  ["as the note says", "#0072B2"],
  ["both rise", "#E69F00"],
  ["both fall", "#CC79A7"],
] as const;

/** Which of the three happened: better up and worse down, both up, both down. */
export function kindOf([better, worse]: Move): 0 | 1 | 2 {
  if (better > 0 && worse < 0) return 0;
  return better > 0 ? 1 : 2;
}

/** A dot a pair, a panel a kind of scorer; below the diagonal the gap has grown. */
export function drawMoves(
  panels: readonly { title: string; moves: readonly Move[]; reach: number }[],
): Figure {
  const suffix = (i: number) => i === 0 ? "" : String(i + 1);
  const domain = (i: number) => [0.56 * i, 0.56 * i + 0.44];
  return {
    data: panels.flatMap(({ moves, reach }, i) => [
      {
        ...{ x: [-reach, reach], y: [-reach, reach], mode: "lines", hoverinfo: "skip" },
        ...{ line: { color: "#57606a", width: 1, dash: "dot" }, showlegend: false },
        ...{ xaxis: `x${suffix(i)}`, yaxis: `y${suffix(i)}` },
      },
      ...NAMES.map(([name, color], kind) => {
        const shown = moves.filter((move) => kindOf(move) === kind);
        return {
          ...{ x: shown.map(([better]) => better), y: shown.map(([, worse]) => worse) },
          ...{ mode: "markers", name, marker: { color, size: 4 }, legendgroup: name },
          ...{ xaxis: `x${suffix(i)}`, yaxis: `y${suffix(i)}`, showlegend: i === 0 },
        };
      }),
    ]),
    layout: {
      width: 860,
      height: 450,
      legend: { orientation: "h", x: 0, y: 1.22, itemsizing: "constant" },
      ...Object.fromEntries(panels.flatMap(({ reach }, i) => [
        [`xaxis${suffix(i)}`, {
          ...{ domain: domain(i), range: [-0.4 * reach, reach], anchor: `y${suffix(i)}` },
          title: { text: "change of s<sub>i</sub>, the better document" },
        }],
        [`yaxis${suffix(i)}`, {
          ...{ range: [-reach, 0.4 * reach], anchor: `x${suffix(i)}` },
          title: { text: i === 0 ? "change of s<sub>j</sub>, the worse" : "" },
        }],
      ])),
      annotations: panels.map(({ title }, i) => ({
        ...{ text: title, x: domain(i)[0], y: 1.02, xref: "paper", yref: "paper" },
        ...{ xanchor: "left", yanchor: "bottom", showarrow: false, font: { size: 14 } },
      })),
    },
  };
}
