import { overwrite, type Tensor } from "../tensor/mod.ts";
import { checkSetting } from "./check_setting.ts";
import { type CommonOptions, decayOf, groupsOf, type Trained } from "./groups.ts";
import type { Schedule } from "./schedules.ts";
import { type Rule, Updater } from "./updater.ts";

/** How a step is scaled. */
export interface StepOptions {
  /** Factor of every learning rate, or the schedule that gives it; 1 unless given. */
  scale?: number | Schedule;
  /** The learning rate of this step, instead of every group's own, or the schedule that gives it. */
  learningRate?: number | Schedule;
}

/** Moves parameters down their gradients, in place. */
export interface Optimizer extends Disposable {
  /** What is moved, group by group. */
  readonly parameters: readonly Tensor[];
  /** How many steps were taken. */
  readonly steps: number;
  /**
   * Takes a step: one gradient for each parameter, in their order, group by group. Gradients that were
   * not evaluated are computed first; whatever was written down with the parameters is stale after it.
   */
  step(gradients: readonly Tensor[], options?: StepOptions): Promise<void>;
}

/** The rule of descent that settings make. */
export interface Descent extends Omit<Rule, "numbers"> {
  /** The group's own learning rate. */
  readonly learningRate: number;
  /** What the kernel is told of a step, counted from 1, behind `decayOf()` the settings. */
  numbers(step: number, learningRate: number): readonly number[];
}

/** An optimizer whose groups descend as their settings say. */
export function optimizer<Options extends CommonOptions>(
  trained: Trained<Options>,
  options: Options,
  descentOf: (settings: Options) => Descent,
): Optimizer {
  const groups = groupsOf(trained, options).map(({ parameters, settings }) => {
    const descent = descentOf(settings);
    checkSetting("learningRate", descent.learningRate);
    const numbersAt = (step: number, rate: number) => [
      ...decayOf(settings, rate),
      ...descent.numbers(step, rate),
    ];
    const numbers = numbersAt(1, descent.learningRate).length;
    return {
      parameters,
      descent,
      numbersAt,
      updater: new Updater(parameters, { ...descent, numbers }),
    };
  });
  const all = groups.flatMap(({ parameters }) => parameters);
  let steps = 0;
  return {
    parameters: all,
    get steps() {
      return steps;
    },
    async step(gradients, { scale = 1, learningRate } = {}) {
      checkGradients(all, gradients);
      at(steps, "scale", scale);
      at(steps, "learningRate", learningRate ?? 0);
      const kernels = await Promise.all(groups.map(({ updater }) => updater.kernel()));
      await overwrite(all, gradients, (targets, sources) => {
        if (all[0]) all[0].gpu.everyRun(() => steps++);
        else steps++;
        let start = 0;
        for (const [k, { parameters, descent, numbersAt, updater }] of groups.entries()) {
          const end = start + parameters.length;
          updater.move(kernels[k]!, {
            targets: targets.slice(start, end),
            sources: sources.slice(start, end),
            numbers: () => {
              const rate = at(steps - 1, "learningRate", learningRate ?? descent.learningRate);
              return numbersAt(steps, at(steps - 1, "scale", scale) * rate);
            },
          });
          start = end;
        }
      });
    },
    [Symbol.dispose]() {
      for (const { updater } of groups) updater[Symbol.dispose]();
    },
  };
}

/** A setting at a step, counted from 0. */
function at(step: number, name: string, setting: number | Schedule): number {
  const value = typeof setting === "function" ? setting(step) : setting;
  checkSetting(name, value);
  return value;
}

function checkGradients(parameters: readonly Tensor[], gradients: readonly Tensor[]): void {
  if (gradients.length !== parameters.length) {
    throw new RangeError(
      `Cannot optimise: ${gradients.length} gradients for ${parameters.length} parameters, ` +
        `wanted one each`,
    );
  }
  for (const [i, { label, shape }] of parameters.entries()) {
    const [got, wanted] = [gradients[i]!.shape, shape].map((each) => `(${each.join(", ")})`);
    if (got === wanted) continue;
    throw new RangeError(`Cannot optimise "${label}": its gradient is ${got}, wanted ${wanted}`);
  }
}
