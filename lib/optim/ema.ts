import { overwrite, type Tensor } from "../tensor/mod.ts";
import { checkSetting } from "./check_setting.ts";
import code from "./ema.wgsl" with { type: "text" };
import { Updater } from "./updater.ts";

/** Targets that follow sources. */
export interface Ema extends Disposable {
  /** Moves every target by 1 - decay of its distance to its source. */
  update(options?: { decay?: number }): Promise<void>;
}

/**
 * Exponential moving averages, in place: `targets` follow `sources`, as a teacher does the parameters
 * of its student. They are tensors made from data, pair by pair of one shape.
 *
 * @throws {RangeError} when they are not pairs, or the decay is not from 0 to below 1.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { ema } from "@rederive/lib/optim";
 * import { read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using student = tensor(gpu, Float32Array.of(8, 8));
 * using teacher = tensor(gpu, Float32Array.of(0, 8));
 * using average = ema([teacher], [student], { decay: 0.75 });
 * await average.update();
 * deepEqual(await read(teacher), Float32Array.of(2, 8));
 * ```
 */
export function ema(
  targets: readonly Tensor[],
  sources: readonly Tensor[],
  { decay }: { decay: number },
): Ema {
  checkSetting("decay", decay, 1);
  const shapes = (tensors: readonly Tensor[]) =>
    tensors.map(({ shape }) => `(${shape.join(", ")})`).join(" ");
  if (targets.length === 0 || shapes(targets) !== shapes(sources)) {
    throw new RangeError(
      `Cannot average: targets are ${shapes(targets) || "none"} and sources ` +
        `${shapes(sources) || "none"}, wanted one of each at least, and pairs of one shape`,
    );
  }
  const updater = new Updater(targets, { label: "ema", code, memory: [], numbers: 1 });
  return {
    async update({ decay: now = decay } = {}) {
      checkSetting("decay", now, 1);
      const kernel = await updater.kernel();
      await overwrite(
        targets,
        sources,
        (targets, sources) => updater.move(kernel, { targets, sources, numbers: () => [1 - now] }),
      );
    },
    [Symbol.dispose]: () => updater[Symbol.dispose](),
  };
}
