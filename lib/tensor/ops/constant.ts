import type { Gpu } from "../../gpu/mod.ts";
import { type Input, record } from "../recipe.ts";
import { sizeOf, Storage } from "../storage.ts";
import { Tensor } from "../tensor.ts";

/** The same number everywhere; one element in memory. */
export function constant(gpu: Gpu, number: number, shape: readonly number[] = []): Tensor {
  return record(
    {
      name: `${number}`,
      shape,
      run: (gpu) => {
        const storage = new Storage(gpu.array(Float32Array.of(number), `${number}`));
        return Promise.resolve({ storage, shape, strides: shape.map(() => 0), offset: 0 });
      },
      f64: () => new Float64Array(sizeOf(shape)).fill(number),
      vjp: () => [],
    },
    [],
    gpu,
  );
}

/** Tensors of tensors and numbers, of which one at least is a tensor. */
export function tensorsOf(action: string, inputs: readonly Input[]): Tensor[] {
  const first = inputs.find((input) => input instanceof Tensor);
  if (first) {
    return inputs.map((input) => {
      if (input instanceof Tensor) return input;
      checkFinite(action, input);
      return constant(first.gpu, input);
    });
  }
  throw new TypeError(`Cannot compute "${action}": no input is a tensor, wanted at least one`);
}

/** Throws unless a number is finite as f32: what becomes of others depends on the device. */
function checkFinite(action: string, number: number): void {
  if (Number.isFinite(Math.fround(number))) return;
  throw new RangeError(
    `Cannot compute "${action}" with ${number}: wanted a number that is finite in f32\n` +
      `Try: 1e30 or -1e30, for not every device honours infinities`,
  );
}
