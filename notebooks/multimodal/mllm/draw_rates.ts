import { drawCurves, type Figure, PALETTE } from "@rederive/lib/show";
import type { Part } from "@rederive/lib/shapes";
import type { Point } from "./rate_distortion.ts";

/** A caption as a code. */
export interface Told extends Point {
  readonly parts: readonly Part[];
}

/** Error over bits: codes of patches as a curve, captions as dots, the fullest with its name. */
export function drawRates(codes: readonly Point[], captions: readonly Told[]): Figure {
  const at = ({ bits, error }: Point) => [Math.max(bits, 0.5), error] as const;
  const all = captions.find(({ parts }) => parts.length === 4)!;
  const most = Math.max(...codes.map(({ error }) => error));
  return drawCurves([{
    x: { title: "bits a picture", isLog: true, range: [0.8, 160] },
    y: { title: "mean square error of a pixel", range: [0, 1.08 * most] },
    curves: [
      {
        points: codes.filter(({ bits }) => bits > 0).map(at),
        color: PALETTE[0],
        dots: "both",
        label: ["patches, 2 to 256 codes", 36, 0.62 * most],
      },
      {
        points: captions.filter(({ parts }) => parts.length < 4).map(at),
        color: PALETTE[1],
        dots: true,
        label: ["captions that leave something out", 0.9, 0.49 * most],
      },
      {
        points: [at(all)],
        color: PALETTE[2],
        dots: "both",
        label: ["the full caption", 13.5, all.error],
      },
    ],
  }]);
}
