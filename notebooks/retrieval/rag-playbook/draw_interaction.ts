import type { Figure } from "@rederive/lib/show";

/** The tokens of a question and of a text, and their vectors of length 1. */
export interface Interaction {
  readonly question: readonly string[];
  readonly text: readonly string[];
  readonly questionVectors: Float32Array;
  readonly textVectors: Float32Array;
  readonly width: number;
}

/** Cosines of tokens with tokens; a ring around the best of each row. */
export function drawInteraction(
  { question, text, questionVectors, textVectors, width }: Interaction,
): Figure {
  const cosines = question.map((_, i) =>
    text.map((_, j) => {
      let sum = 0;
      for (let d = 0; d < width; d++) {
        sum += questionVectors[i * width + d]! * textVectors[j * width + d]!;
      }
      return sum;
    })
  );
  return {
    data: [
      { type: "heatmap", z: cosines, colorscale: "Blues", reversescale: true, zmin: 0, zmax: 1 },
      {
        x: cosines.map((row) => row.indexOf(Math.max(...row))),
        y: question.map((_, i) => i),
        mode: "markers",
        showlegend: false,
        marker: { symbol: "circle-open", size: 12, color: "#D55E00", line: { width: 2.5 } },
      },
    ],
    layout: {
      height: 380,
      xaxis: {
        title: { text: "tokens of the piece" },
        tickvals: text.map((_, j) => j),
        ticktext: text,
        tickangle: -60,
      },
      yaxis: {
        title: { text: "tokens of the question" },
        tickvals: question.map((_, i) => i),
        ticktext: question,
        autorange: "reversed",
      },
    },
  };
}
