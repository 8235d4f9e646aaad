import { drawCurves, type Figure, PALETTE } from "@rederive/lib/show";

/** ln N - loss over the batch, below its two ceilings. */
export function drawInformation(
  points: readonly (readonly [pairs: number, bound: number])[],
  { all }: { all: number },
): Figure {
  const [from, to] = [1.8, 570];
  return drawCurves([{
    x: { title: "pairs in a batch, N", isLog: true, range: [from, to] },
    y: { title: "nats", range: [0, 6.5] },
    curves: [
      {
        points: [[from, Math.log(from)], [to, Math.log(to)]],
        color: "#57606a",
        dash: "dash",
        label: ["ln N", 150, 5.5],
      },
      {
        points: [[from, all], [to, all]],
        color: PALETTE[1],
        dash: "dot",
        label: ["all that a caption tells", 2.2, all + 0.25],
      },
      {
        points,
        color: PALETTE[0],
        dots: "both",
        label: ["ln N − loss", 30, 1.7],
      },
    ],
  }]);
}
