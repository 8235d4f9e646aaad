import { assign, type Tensor, tensor } from "../tensor/mod.ts";

/** Moves parameters down their gradients. */
export interface Optimizer extends Disposable {
  /** How many steps were taken. */
  readonly steps: number;
  /**
   * Takes a step. Gradients that were not evaluated are computed together with it, and whatever else
   * was written down with the parameters is stale after it.
   */
  step(gradients: readonly Tensor[], options?: { learningRate?: number }): Promise<void>;
}

/** What a rule knows of one parameter; everything in tensors. */
export interface Move {
  readonly parameter: Tensor;
  readonly gradient: Tensor;
  /** What it remembers, zeros at first. */
  readonly memory: readonly Tensor[];
  /** Counted from 1. */
  readonly step: number;
  readonly learningRate: number;
}

/** Where a parameter moves to, and what is remembered next. */
export interface Moved {
  readonly parameter: Tensor;
  readonly memory: readonly Tensor[];
}

/** An optimizer that remembers `memories` tensors for each parameter. */
export function optimizer(
  parameters: readonly Tensor[],
  of: { learningRate: number; memories: number; rule: (move: Move) => Moved },
): Optimizer {
  checkPositive("learningRate", of.learningRate);
  const memories = parameters.map(({ gpu, shape, size, label }) =>
    Array.from(
      { length: of.memories },
      () => tensor(gpu, new Float32Array(size), { shape, label: `memory of ${label}` }),
    )
  );
  let steps = 0;
  return {
    get steps() {
      return steps;
    },
    async step(gradients, { learningRate = of.learningRate } = {}) {
      checkGradients(parameters, gradients);
      checkPositive("learningRate", learningRate);
      const pairs = parameters.flatMap((parameter, i) => {
        const memory = memories[i]!;
        const gradient = gradients[i]!;
        const moved = of.rule({ parameter, gradient, memory, step: steps + 1, learningRate });
        const remembered = moved.memory.map((next, k) => [memory[k]!, next] as const);
        return [[parameter, moved.parameter] as const, ...remembered];
      });
      await assign(pairs);
      steps++;
    },
    [Symbol.dispose]() {
      for (const memory of memories.flat()) memory[Symbol.dispose]();
    },
  };
}

/** Throws unless a setting is a finite number of at least 0, and below `limit`. */
export function checkPositive(name: string, value: number, limit = Infinity): void {
  if (value >= 0 && value < limit) return;
  const range = limit === Infinity ? "a finite number >= 0" : `one from 0 to below ${limit}`;
  throw new RangeError(`Cannot optimise: ${name} is ${value}, wanted ${range}`);
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
