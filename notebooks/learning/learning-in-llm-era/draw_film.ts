import type { Figure } from "@rederive/lib/show";
import type { Frame } from "./roll.ts";

/** Some frames over the line, from blue to red, and the path of one corner. */
export function drawFilm(frames: readonly Frame[], shown: readonly number[]): Figure {
  const outline = ({ corners }: Frame) => [...corners, corners[0]!];
  const hue = (i: number) => `hsl(${210 + 150 * i / frames.length}, 70%, 45%)`;
  const data = [
    {
      x: frames.map(({ corners }) => corners[0]![0]),
      y: frames.map(({ corners }) => corners[0]![1]),
      mode: "lines",
      line: { color: "#b0b7be", width: 1.5, dash: "dot" },
    },
    ...shown.map((i) => ({
      x: outline(frames[i]!).map(([x]) => x),
      y: outline(frames[i]!).map(([, y]) => y),
      mode: "lines",
      line: { color: hue(i), width: 2.5 },
    })),
  ];
  const xs = frames.flatMap(({ corners }) => corners.map(([x]) => x));
  return {
    data: [{
      x: [Math.min(...xs) - 0.3, Math.max(...xs) + 0.3],
      y: [0, 0],
      mode: "lines",
      line: { color: "#1f2328", width: 2 },
    }, ...data],
    layout: {
      xaxis: { visible: false },
      yaxis: { visible: false, scaleanchor: "x", range: [-0.3, 1.8] },
      showlegend: false,
      width: 820,
      height: 230,
      margin: { l: 10, r: 10, t: 10, b: 10 },
    },
  };
}
