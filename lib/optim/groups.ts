import { Tensor } from "../tensor/mod.ts";
import { checkSetting } from "./check_setting.ts";

/** Settings that every optimizer has. */
export interface CommonOptions {
  /** Length of a step, or factor of the gradient. */
  learningRate?: number;
  /** How strongly parameters are drawn to 0; 0 unless given. */
  weightDecay?: number;
  /**
   * Shrink parameters by learningRate weightDecay, whatever their gradients
   * (https://arxiv.org/abs/1711.05101), instead of adding weightDecay times the parameter to the
   * gradient; false unless given.
   */
  decoupled?: boolean;
}

/** Parameters with settings of their own, in front of those of the whole optimizer. */
export type ParameterGroup<Options> = Options & {
  /** Tensors made from data. */
  parameters: readonly Tensor[];
};

/** Parameters, or groups of them. */
export type Trained<Options> = readonly Tensor[] | readonly ParameterGroup<Options>[];

/** Groups with all their settings; those without parameters are left out. */
export function groupsOf<Options extends CommonOptions>(
  trained: Trained<Options>,
  options: Options,
): { parameters: readonly Tensor[]; settings: Options }[] {
  const isGrouped = (each: Trained<Options>): each is readonly ParameterGroup<Options>[] =>
    each.length > 0 && !(each[0] instanceof Tensor);
  const groups = isGrouped(trained)
    ? trained.map(({ parameters, ...own }) => ({ parameters, settings: { ...options, ...own } }))
    : [{ parameters: trained, settings: options }];
  checkDistinct(groups.flatMap(({ parameters }) => parameters));
  return groups.filter(({ parameters }) => parameters.length > 0);
}

/** The two numbers that every rule starts with: what is added to the slope, and what w keeps. */
export function decayOf(
  { weightDecay = 0, decoupled = false }: CommonOptions,
  learningRate: number,
): [decay: number, shrink: number] {
  checkSetting("weightDecay", weightDecay);
  return decoupled ? [0, 1 - learningRate * weightDecay] : [weightDecay, 1];
}

function checkDistinct(parameters: readonly Tensor[]): void {
  const seen = new Set<Tensor>();
  for (const parameter of parameters) {
    if (seen.has(parameter)) {
      throw new RangeError(
        `Cannot optimise "${parameter.label}": it was given twice, wanted each parameter once`,
      );
    }
    seen.add(parameter);
  }
}
