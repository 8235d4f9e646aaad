/** A factor of the learning rate for each step, counted from 0. */
export type Schedule = (step: number) => number;

/**
 * Rises evenly to 1 over the first `steps` steps, then stays there: the first step has 1 / steps.
 *
 * @example
 * ```ts
 * import { warmup } from "@rederive/lib/optim";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * deepEqual([0, 1, 2, 3, 4, 9].map(warmup({ steps: 4 })), [0.25, 0.5, 0.75, 1, 1, 1]);
 * ```
 */
export function warmup({ steps }: { steps: number }): Schedule {
  checkSteps("warm up", steps);
  return (step) => Math.min(1, (step + 1) / steps);
}

/**
 * Falls from 1 to `floor` along half a cosine over `steps` steps, after a warm-up if one is wanted.
 *
 * @example
 * ```ts
 * import { cosine } from "@rederive/lib/optim";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * deepEqual([0, 5, 10, 11].map(cosine({ steps: 10, floor: 0.5 })), [1, 0.75, 0.5, 0.5]);
 * deepEqual([0, 1, 2, 12].map(cosine({ steps: 12, warmup: 2 })), [0.5, 1, 1, 0]);
 * ```
 */
export function cosine(
  { steps, floor = 0, warmup: rising = 0 }: { steps: number; floor?: number; warmup?: number },
): Schedule {
  checkSteps("follow a cosine", steps);
  return (step) => {
    if (step < rising) return (step + 1) / rising;
    const share = Math.min(1, (step - rising) / Math.max(1, steps - rising));
    return floor + (1 - floor) * (1 + Math.cos(Math.PI * share)) / 2;
  };
}

/**
 * Multiplies by `factor` after every `every` steps.
 *
 * @example
 * ```ts
 * import { stairs } from "@rederive/lib/optim";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * deepEqual([0, 9, 10, 25].map(stairs({ every: 10, factor: 0.5 })), [1, 1, 0.5, 0.25]);
 * ```
 */
export function stairs({ every, factor }: { every: number; factor: number }): Schedule {
  checkSteps("step down", every);
  return (step) => factor ** Math.floor(step / every);
}

function checkSteps(action: string, steps: number): void {
  if (Number.isInteger(steps) && steps > 0) return;
  throw new RangeError(`Cannot ${action} over ${steps} steps: wanted a whole number from 1 up`);
}
