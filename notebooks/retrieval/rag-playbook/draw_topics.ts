import { type Figure, PALETTE } from "@rederive/lib/show";

/** A question in the plane: where, of which note, and whether it was answered. */
export interface Dot {
  readonly at: readonly [number, number];
  readonly note: string;
  readonly text: string;
  readonly answered: boolean;
}

/** Questions as dots, a colour a note; hollow where the first section found was not an answer. */
export function drawTopics(dots: readonly Dot[]): Figure {
  const notes = [...new Set(dots.map(({ note }) => note))];
  return {
    data: notes.map((note, i) => {
      const own = dots.filter((dot) => dot.note === note);
      return {
        x: own.map(({ at }) => at[0]),
        y: own.map(({ at }) => at[1]),
        text: own.map(({ text }) => text),
        name: note,
        mode: "markers",
        marker: {
          size: 10,
          color: own.map(({ answered }) => answered ? PALETTE[i] : "#ffffff"),
          line: { color: PALETTE[i], width: 2 },
        },
      };
    }),
    layout: {
      height: 440,
      legend: { orientation: "h", y: -0.18, x: 0 },
      xaxis: { title: { text: "first principal direction" } },
      yaxis: { title: { text: "second" } },
    },
  };
}
