import type { ElementType, Gpu } from "../gpu/mod.ts";
import { knownOf, rangeOf, setKnown } from "./known.ts";
import { sent } from "./ops/sent.ts";
import { checkEveryRun } from "./step_session.ts";
import { Tensor } from "./tensor.ts";

/** A tensor of integers. */
export type Whole = Tensor<"i32"> | Tensor<"u32">;

/** Integers that name places: a tensor, or an array in memory, which is one axis. */
export type Indices = Whole | Int32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/** Indices as a tensor. */
export function wholeOf(gpu: Gpu, name: string, given: Indices): Whole {
  if (given instanceof Tensor) {
    if (given.type as ElementType !== "f32") return given;
    throw new TypeError(
      `Cannot take "${given.label}" for ${name}: it is of f32, wanted i32 or u32`,
    );
  }
  const data = given.slice();
  const whole = sent(gpu, name, data, [data.length]);
  setKnown(whole, data);
  return whole as Whole;
}

/**
 * Throws unless all indices are from `least` to below `end`, now and before each run of the step that
 * is being recorded: a GPU would read some other place in silence.
 */
export function checkIndices(
  action: string,
  indices: Whole,
  { least = 0, end, name = "index" }: { least?: number; end: number; name?: string },
): void {
  if (indices.size === 0) return;
  const wanted = end > least ? `wanted one from ${least} to ${end - 1}` : "wanted none";
  checkEveryRun(indices.gpu, () => {
    const known = knownOf(indices);
    const stray = known?.findIndex((index) => index < least || index >= end);
    if (known && stray! >= 0) {
      throw new RangeError(`Cannot ${action}: ${name} ${known[stray!]} at ${stray}, ${wanted}`);
    }
    if (known) return;
    const range = rangeOf(indices);
    if (!range) {
      throw new TypeError(
        `Cannot ${action}: what "${indices.label}" may be is not known, ${wanted}\n` +
          `Try: indices from data, argmax(), argsort() or topK()`,
      );
    }
    if (range[0] >= least && range[1] < end) return;
    throw new RangeError(
      `Cannot ${action}: indices of "${indices.label}" are from ${range[0]} to ${
        range[1]
      }, ${wanted}`,
    );
  });
}
