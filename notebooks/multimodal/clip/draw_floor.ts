import { type Curve, drawCurves, type Figure, PALETTE } from "@rederive/lib/show";
import { lossFloor } from "./loss64.ts";

/** What a trained network reaches on pairs it has not seen. */
export interface Reached {
  /** What cosines are multiplied with. */
  readonly scale: number;
  /** Nats. */
  readonly loss: number;
}

/** The least loss there can be over the scale, and what networks trained at two scales reach. */
export function drawFloor(
  pairs: number,
  { formula, listing }: { formula: readonly Reached[]; listing: readonly Reached[] },
): Figure {
  const scales = Array.from({ length: 81 }, (_, i) => 10 ** (-1 + i / 32));
  const at = ({ scale, loss }: Reached) => [scale, loss] as const;
  const chance = Math.log(pairs);
  const curves: Curve[] = [
    {
      points: scales.map((scale) => [scale, lossFloor(pairs, scale)]),
      color: PALETTE[0],
      label: ["no encoder can be below", 0.3, 2.6],
    },
    {
      points: [[0.1, chance], [40, chance]],
      color: "#57606a",
      dash: "dash",
      label: [`chance, ln ${pairs}`, 8, chance + 0.2],
    },
    {
      points: listing.map(at),
      color: PALETTE[1],
      dots: true,
      label: ["trained with exp(−0.07)", 1.02, 3.55],
    },
    {
      points: formula.map(at),
      color: PALETTE[2],
      dots: true,
      label: ["trained with 1 / 0.07", 6.2, 1.75],
    },
  ];
  return drawCurves([{
    x: { title: "what cosines are multiplied with", isLog: true, range: [0.1, 40] },
    y: { title: `loss of a batch of ${pairs}, nats`, range: [0, 4.6] },
    curves,
  }]);
}
