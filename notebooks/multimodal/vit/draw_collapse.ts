import { type CurvePanel, drawCurves, type Figure } from "@rederive/lib/show";
import { DIRECTIONS } from "./dino.ts";
import type { Logged } from "./train_dino.ts";

/** A run, its name in the figure, and where that begins in each panel. */
export interface CollapseCurve {
  readonly name: string;
  readonly color: string;
  readonly log: readonly Logged[];
  readonly labels: readonly [entropy: At, spread: At];
}

type At = readonly [x: number, y: number];

/** Entropy of the teacher's output and spread of its class tokens over the steps. */
export function drawCollapse(runs: readonly CollapseCurve[], steps: number): Figure {
  const panel = (
    title: string,
    what: "entropy" | "spread",
    { top, at }: { top: number; at: 0 | 1 },
  ): CurvePanel => ({
    title,
    x: { title: "step", range: [0, steps] },
    y: { title: "", range: [-top / 10, top] },
    curves: runs.map(({ name, color, log, labels }) => ({
      points: log.map((each) => [each.step, each[what]] as const),
      color,
      label: [name, ...labels[at]] as const,
    })),
  });
  const entropy = panel("entropy of the teacher's output, nats", "entropy", { top: 4.6, at: 0 });
  const most = Math.log(DIRECTIONS);
  const limit = {
    points: [[0, most], [steps, most]] as const,
    color: "#8c959f",
    dash: "dot",
    label: ["ln 64: all alike", 0.02 * steps, most + 0.18],
  } as const;
  return drawCurves([
    { ...entropy, curves: [limit, ...entropy.curves] },
    panel("spread of its class tokens", "spread", { top: 0.18, at: 1 }),
  ]);
}
