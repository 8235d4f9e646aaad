import { type CurvePanel, drawCurves, type Figure } from "@rederive/lib/show";

/** What linear probes find in single patch tokens, layer by layer. */
export interface Probed {
  /** How the network was trained. */
  readonly name: string;
  /** Percent right about the patch's own quarter: a row for each seed, a number for each layer. */
  readonly own: readonly (readonly number[])[];
  /** The same about the picture. */
  readonly picture: readonly (readonly number[])[];
}

/** Two panels over the layers: lines through the means, a dot a seed. */
export function drawProbes(networks: readonly Probed[], colors: readonly string[]): Figure {
  const panel = (
    title: string,
    what: "own" | "picture",
    labels: readonly (readonly [x: number, y: number])[],
  ): CurvePanel => ({
    title,
    x: { title: "layer", range: [-0.1, 2.1] },
    y: { title: what === "own" ? "right, %" : "", range: [15, 95] },
    curves: networks.flatMap((each, k) => {
      const layers = each[what][0]!.map((_, layer) => layer);
      const mean = (layer: number) =>
        each[what].reduce((sum, seed) => sum + seed[layer]! / each[what].length, 0);
      const color = colors[k]!;
      const label = [each.name, ...labels[k]!] as const;
      return [
        { points: layers.map((layer) => [layer, mean(layer)] as const), color, label },
        {
          points: each[what].flatMap((seed) => seed.map((v, layer) => [layer, v] as const)),
          color,
          dots: true,
        },
      ];
    }),
  });
  const figure = drawCurves([
    panel("the colour in the patch's own quarter", "own", [[1.2, 63], [1.2, 75], [0.1, 87]]),
    panel("the quarter that holds the red thing", "picture", [[1.3, 19], [0.02, 50], [1.2, 36]]),
  ]);
  const whole = (axis: unknown) => ({ ...axis as object, dtick: 1 }); // there is no layer 0.5
  const { layout = {} } = figure;
  return {
    ...figure,
    layout: { ...layout, xaxis: whole(layout["xaxis"]), xaxis2: whole(layout["xaxis2"]) },
  };
}
