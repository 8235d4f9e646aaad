import type { ElementTypeOf, Gpu, HostArray } from "../../gpu/mod.ts";
import { elementTypeOf } from "../../gpu/gpu_array.ts";
import { record } from "../recipe.ts";
import { valueOf } from "../storage.ts";
import type { Tensor } from "../tensor.ts";

/** A constant that is sent when it is needed and let go after. */
export function sent<A extends HostArray>(
  gpu: Gpu,
  name: string,
  data: A,
  shape: readonly number[],
): Tensor<ElementTypeOf<A>> {
  return record(
    {
      name,
      shape,
      type: elementTypeOf(data),
      run: (gpu) => Promise.resolve(valueOf(gpu.array(data, name), shape)),
      f64: () => data,
      vjp: () => [],
    },
    [],
    gpu,
  );
}
