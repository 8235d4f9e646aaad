import type { Shaped } from "../../reference/mod.ts";
import { record } from "../recipe.ts";
import { rowMajor } from "../../elementwise/mod.ts";
import type { Tensor } from "../tensor.ts";

/** What else a run made. */
export interface Beside {
  readonly name: string;
  readonly shape: readonly number[];
  /** Of the inputs of the tensor it was made beside. */
  readonly f64: (inputs: readonly Shaped[]) => ArrayLike<number>;
  /** What those inputs get of a cotangent; nothing unless given. */
  readonly vjp?: (g: Tensor) => readonly (Tensor | undefined)[];
}

/** One of the arrays that the run of `y` made beside it, as a tensor of its own. */
export function beside(y: Tensor, index: number, { name, shape, f64, vjp }: Beside): Tensor {
  return record({
    name,
    shape,
    run: (_, [value]) => {
      const storage = value!.storage.others[index]!.hold();
      return Promise.resolve({ storage, shape, strides: rowMajor(shape), offset: 0 });
    },
    f64: ([, ...inputs]) => f64(inputs),
    vjp: (g) => [undefined, ...vjp?.(g) ?? []],
  }, [y, ...y.recipe!.inputs]);
}
