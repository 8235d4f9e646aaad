import type { Figure } from "@rederive/lib/show";
import { EDGE } from "@rederive/lib/shapes";

/** A word and where it looks. */
export interface Look {
  readonly word: string;
  /** A share for each quarter of the picture. */
  readonly shares: ArrayLike<number>;
}

/** A picture, and beside it one copy a word, lit where the word looks. */
export function drawSight(
  pixels: ArrayLike<number>,
  looks: readonly Look[],
  { columns = 5 }: { columns?: number } = {},
): Figure {
  const panels = [{ word: "the picture", shares: undefined }, ...looks];
  const rows = Math.ceil(panels.length / columns);
  const layout: Record<string, unknown> = {
    ...{ width: 160 * columns, height: 175 * rows, showlegend: false },
    margin: { l: 10, r: 10, t: 30, b: 10 },
    grid: { rows, columns, pattern: "independent", xgap: 0.08, ygap: 0.22 },
    annotations: panels.map(({ word }, i) => ({
      ...{ text: word, showarrow: false, font: { size: 14 }, yanchor: "bottom" },
      ...{ xref: `x${suffix(i)} domain`, yref: `y${suffix(i)} domain`, x: 0.5, y: 1.01 },
    })),
  };
  panels.forEach((_, i) => {
    const hidden = { showticklabels: false, ticks: "", showgrid: false, zeroline: false };
    layout[`xaxis${suffix(i)}`] = { ...hidden, range: [-0.5, EDGE - 0.5] };
    layout[`yaxis${suffix(i)}`] = { ...hidden, range: [EDGE - 0.5, -0.5] };
  });
  const data = panels.map(({ shares }, i) => ({
    ...{ type: "image", xaxis: `x${suffix(i)}`, yaxis: `y${suffix(i)}` },
    z: lit(pixels, shares),
  }));
  return { data, layout };
}

const suffix = (i: number) => i === 0 ? "" : String(i + 1);

/** Rows of colours, 0 to 255, dark where `shares` are small. */
export function lit(pixels: ArrayLike<number>, shares?: ArrayLike<number>): number[][][] {
  const most = shares ? Math.max(...Array.from(shares)) : 1;
  const across = 2;
  return Array.from({ length: EDGE }, (_, y) =>
    Array.from({ length: EDGE }, (_, x) => {
      const patch = Math.floor(y / 8) * across + Math.floor(x / 8);
      const light = shares ? 0.12 + 0.88 * shares[patch]! / most : 1;
      return [0, 1, 2].map((c) => {
        const value = (pixels[(c * EDGE + y) * EDGE + x]! + 1) / 2;
        return Math.round(255 * light * Math.min(1, Math.max(0, value)));
      });
    }));
}
