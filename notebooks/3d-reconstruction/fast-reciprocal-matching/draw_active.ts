import type { Figure } from "@rederive/lib/show";

/** How many pixels are on their way after 0, 1, 2, … rounds, a bar each, for up to three rooms. */
export function drawActive(rooms: readonly (readonly number[])[]): Figure {
  const rounds = Math.max(...rooms.map((active) => active.length));
  const at = (active: readonly number[], t: number) => active[t] ?? 0;
  return {
    data: rooms.map((active, n) => ({
      type: "bar",
      name: `room ${n}`,
      x: Array.from({ length: rounds }, (_, t) => t),
      y: Array.from({ length: rounds }, (_, t) => at(active, t)),
      // all start with as many: one number will do
      text: Array.from({ length: rounds }, (_, t) => t > 0 || n === 1 ? `${at(active, t)}` : ""),
      textposition: "outside",
      cliponaxis: false,
    })),
    layout: {
      xaxis: { title: { text: "rounds done" }, dtick: 1 },
      yaxis: { title: { text: "pixels on their way" }, range: [0, 2500] },
      bargap: 0.1,
      legend: { x: 1, xanchor: "right", y: 1 },
      width: 780,
      height: 380,
    },
  };
}
