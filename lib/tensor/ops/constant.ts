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
    return inputs.map((input) => input instanceof Tensor ? input : constant(first.gpu, input));
  }
  throw new TypeError(`Cannot compute "${action}": no input is a tensor, wanted at least one`);
}
