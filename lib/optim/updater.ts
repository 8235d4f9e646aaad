import { checkBinding } from "../gpu/check_array.ts";
import { type Gpu, type GpuArray, type Kernel, spread } from "../gpu/mod.ts";
import type { Tensor } from "../tensor/mod.ts";
import code from "./update.wgsl" with { type: "text" };

const WORKGROUP_SIZE = 64;

/** A formula by which tensors are moved. */
export interface Rule {
  /** Name in messages and profiles. */
  readonly label: string;
  /** WGSL of `advance()`; see update.wgsl. */
  readonly code: string;
  /** Its `override` constants. */
  readonly overrides?: Readonly<Record<string, number>>;
  /** What each array that is remembered for a tensor starts with. */
  readonly memory: readonly number[];
  /** How many numbers `advance()` is told of a step. */
  readonly numbers: number;
}

/** One rule, what it remembers of the tensors it moves, and what it is told of a step. */
export class Updater implements Disposable {
  #gpu: Gpu;
  #rule: Rule;
  #memory: readonly (readonly GpuArray<"f32">[])[];
  // One array for all steps, so that steps that were recorded read the numbers of the next one.
  #numbers: GpuArray<"f32">;

  /** For one tensor at least. */
  constructor(tensors: readonly Tensor[], rule: Rule) {
    const { gpu } = tensors[0]!;
    for (const { label, size } of tensors) {
      checkBinding(gpu, `optimise "${label}"`, "it", 4 * size);
    }
    this.#gpu = gpu;
    this.#rule = rule;
    this.#memory = tensors.map(({ size, label }) =>
      rule.memory.map((start) => filled(gpu, size, start, `memory of ${label}`))
    );
    this.#numbers = gpu.zeros("f32", rule.numbers, `numbers of ${rule.label}`);
  }

  /** The kernel, compiled. */
  kernel(): Promise<Kernel> {
    const { label, code: advance, overrides } = this.#rule;
    return this.#gpu.kernel({
      code: [advance, code],
      entry: "update",
      label,
      overrides: { ...overrides, WORKGROUP_SIZE, RUN: this.#run },
    });
  }

  /** Records the move of each target by its source; `numbers` is asked at each run. */
  move(
    kernel: Kernel,
    { targets, sources, numbers }: {
      targets: readonly GpuArray<"f32">[];
      sources: readonly GpuArray<"f32">[];
      numbers: () => readonly number[];
    },
  ): void {
    this.#gpu.everyRun(() => this.#gpu.write(this.#numbers, Float32Array.from(numbers())));
    for (const [i, target] of targets.entries()) {
      const lanes = Math.ceil(target.length / (4 * this.#run));
      const arrays = [this.#numbers, target, sources[i]!, ...this.#memory[i]!];
      this.#gpu.run(kernel, arrays, spread(lanes, WORKGROUP_SIZE));
    }
  }

  /** Forgets, and gives the memory back. */
  [Symbol.dispose](): void {
    for (const array of [...this.#memory.flat(), this.#numbers]) array[Symbol.dispose]();
  }

  /** Vectors an invocation owns. */
  get #run(): number {
    return this.#gpu.family === "cpu" ? 16 : 1;
  }
}

function filled(gpu: Gpu, length: number, start: number, label: string): GpuArray<"f32"> {
  if (start === 0) return gpu.zeros("f32", length, label);
  return gpu.array(new Float32Array(length).fill(start), label);
}
