import { drawCurves, type Figure, PALETTE } from "@rederive/lib/show";
import { multiplyAdds, SIZES } from "./cost.ts";

/** ViT-Base over the side of the picture: its multiply-adds, and the share of tokens with tokens. */
export function drawCost(): Figure {
  const sides = Array.from({ length: 59 }, (_, i) => 96 + 16 * i);
  const at = sides.map((side) => [side, multiplyAdds(SIZES.Base, side)] as const);
  const giga = (x: number) => x / 1e9;
  const x = { title: "side of the picture, pixels" };
  return drawCurves([
    {
      title: "multiply-adds, 10⁹",
      x,
      y: { title: "", range: [0, 700] },
      curves: [
        { points: at.map(([s, { all }]) => [s, giga(all)]), label: ["all", 720, 330] },
        {
          points: at.map(([s, { attention }]) => [s, giga(attention)]),
          color: PALETTE[1],
          label: ["tokens with tokens", 690, 25],
        },
      ],
    },
    {
      title: "share of tokens with tokens, %",
      x,
      y: { title: "", range: [0, 50] },
      curves: [{
        points: at.map(([s, { attention, all }]) => [s, 100 * attention / all]),
        color: PALETTE[1],
      }],
    },
  ]);
}
