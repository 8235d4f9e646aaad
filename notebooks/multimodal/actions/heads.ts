import type { Gpu } from "@rederive/lib/gpu";
import { Linear, Sequential } from "@rederive/lib/nn";
import { foldIn, key, stream } from "@rederive/lib/random";
import { gelu } from "@rederive/lib/tensor";
import { BINS } from "./action_text.ts";
import { STEPS, type View } from "./course.ts";

/**
 * How a plan comes out of a network: as one answer, in tokens one after the other, or by a flow from
 * noise.
 */
export type Kind = "regression" | "tokens" | "flow";

/** A network, and what it is. */
export interface Head {
  readonly kind: Kind;
  readonly network: Sequential;
}

/** Numbers that go in and out; the widths make the three as large as each other. */
export const SIZES: Readonly<Record<Kind, { inputs: number; outputs: number; width: number }>> = {
  regression: { inputs: 2, outputs: STEPS, width: 120 },
  tokens: { inputs: 2 + 2 * STEPS, outputs: BINS, width: 48 },
  flow: { inputs: 2 + STEPS + 3, outputs: STEPS, width: 115 },
};

/** A network of three layers. */
export function makeHead(gpu: Gpu, kind: Kind, { seed }: { seed: number }): Head {
  const random = stream(foldIn(key(seed), 2));
  const { inputs, outputs, width } = SIZES[kind];
  const network = new Sequential(gpu, [
    new Linear(gpu, { inputs, outputs: width, random }),
    gelu,
    new Linear(gpu, { inputs: width, outputs: width, random }),
    gelu,
    new Linear(gpu, { inputs: width, outputs, random }),
  ]);
  return { kind, network };
}

/** What of a view goes into a network. */
export function featuresOf({ step, y }: View): number[] {
  return [2 * step / STEPS - 1, 4 * y];
}

/** Into the network of a flow: a view, a plan that is still noisy, and the time. */
export function flowRow(view: View, noisy: readonly number[], time: number): number[] {
  const angle = Math.PI * time;
  return [...featuresOf(view), ...noisy, time, Math.cos(angle), Math.sin(angle)];
}

/** Into the network of tokens: a view, the plan so far, and which action comes next. */
export function tokenRow(view: View, plan: readonly number[], next: number): number[] {
  const each = Array.from({ length: STEPS }, (_, i) => i);
  return [
    ...featuresOf(view),
    ...each.map((i) => i < next ? plan[i]! : 0),
    ...each.map((i) => Number(i === next)),
  ];
}
