/** A factor of the learning rate for each step, counted from 0: `step(gradients, { scale })`. */
export type Schedule = (step: number) => number;

/** A schedule's rise from the start: step s of `warmup` has (s + 1) / warmup of the full rate. */
export interface WarmupOptions {
  /** Steps of the rise; none unless given. */
  warmup?: number;
}

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
  { steps, floor = 0, warmup: rising = 0 }: { steps: number; floor?: number } & WarmupOptions,
): Schedule {
  checkSteps("follow a cosine", steps);
  return rise(rising, (step) => floor + (1 - floor) * cosineAt(share(step, rising, steps)));
}

/**
 * Falls from 1 to `floor` along a line over `steps` steps, after a warm-up if one is wanted.
 *
 * @example
 * ```ts
 * import { linearDecay } from "@rederive/lib/optim";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * deepEqual([0, 1, 2, 6, 10, 99].map(linearDecay({ steps: 10, warmup: 2 })), [0.5, 1, 1, 0.5, 0, 0]);
 * ```
 */
export function linearDecay(
  { steps, floor = 0, warmup: rising = 0 }: { steps: number; floor?: number } & WarmupOptions,
): Schedule {
  checkSteps("follow a line", steps);
  return rise(rising, (step) => 1 - (1 - floor) * share(step, rising, steps));
}

/**
 * Falls with the inverse root of the step after a warm-up, as the first Transformer's rate
 * (https://arxiv.org/abs/1706.03762, equation 3) but for its scale: the largest factor is 1.
 *
 * @example
 * ```ts
 * import { inverseSqrt } from "@rederive/lib/optim";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * deepEqual([0, 1, 3, 15, 63].map(inverseSqrt({ warmup: 4 })), [0.25, 0.5, 1, 0.5, 0.25]);
 * ```
 */
export function inverseSqrt({ warmup: rising }: { warmup: number }): Schedule {
  checkSteps("warm up", rising);
  return (step) => Math.min((step + 1) / rising, Math.sqrt(rising / (step + 1)));
}

/**
 * One cycle (https://arxiv.org/abs/1708.07120): rises from 1 / `start` to 1 along half a cosine over
 * the first `peak` of the steps, and falls to 1 / (`start` `end`) along another.
 *
 * @throws {RangeError} when the peak is not inside the cycle.
 *
 * @example
 * ```ts
 * import { oneCycle } from "@rederive/lib/optim";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const factor = oneCycle({ steps: 11, peak: 0.5, start: 4, end: 2 });
 * deepEqual([factor(0), factor(4.5), factor(10), factor(11)], [0.25, 1, 0.125, 0.125]);
 * ```
 */
export function oneCycle(
  { steps, peak = 0.3, start = 25, end = 1e4 }: {
    steps: number;
    peak?: number;
    start?: number;
    end?: number;
  },
): Schedule {
  checkSteps("go through a cycle", steps);
  const top = peak * steps - 1;
  if (!(top > 0 && top < steps - 1)) {
    throw new RangeError(
      `Cannot go through a cycle of ${steps} steps: its peak is at ${peak} of them, ` +
        `wanted it between the first step and the last`,
    );
  }
  const [low, last] = [1 / start, 1 / (start * end)];
  return (step) =>
    step <= top
      ? 1 - (1 - low) * cosineAt(Math.max(0, step / top))
      : last + (1 - last) * cosineAt(share(step, top, steps - 1));
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

/**
 * Multiplies by `factor` after every step.
 *
 * @example
 * ```ts
 * import { exponential } from "@rederive/lib/optim";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * deepEqual([0, 1, 3].map(exponential({ factor: 0.5 })), [1, 0.5, 0.125]);
 * ```
 */
export function exponential({ factor }: { factor: number }): Schedule {
  return stairs({ every: 1, factor });
}

/** The rise of a warm-up in front of a schedule. */
function rise(warmup: number, schedule: Schedule): Schedule {
  return (step) => step < warmup ? (step + 1) / warmup : schedule(step);
}

/** How far a step is from `first` to `last`, from 0 to 1. */
function share(step: number, first: number, last: number): number {
  return Math.min(1, (step - first) / Math.max(1, last - first));
}

/** Half a cosine, from 1 to 0. */
function cosineAt(share: number): number {
  return (1 + Math.cos(Math.PI * share)) / 2;
}

function checkSteps(action: string, steps: number): void {
  if (Number.isInteger(steps) && steps > 0) return;
  throw new RangeError(`Cannot ${action} over ${steps} steps: wanted a whole number from 1 up`);
}
