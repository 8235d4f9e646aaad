import type { ElementType } from "../../gpu/mod.ts";
import type { Shaped } from "../../reference/mod.ts";
import { record } from "../recipe.ts";
import { rowMajor } from "../../elementwise/mod.ts";
import type { Tensor } from "../tensor.ts";

/** What else a run made. */
export interface Beside<T extends ElementType> {
  readonly name: string;
  /** "f32" unless given. */
  readonly type?: T;
  readonly shape: readonly number[];
  /** Of the inputs of the tensor it was made beside. */
  readonly f64: (inputs: readonly Shaped[]) => ArrayLike<number>;
  /** What those inputs get of a cotangent; nothing unless given. */
  readonly vjp?: (g: Tensor) => readonly (Tensor | undefined)[];
}

/** One of the arrays that the run of `y` made beside it, as a tensor of its own. */
export function beside<T extends ElementType = "f32">(
  y: Tensor,
  index: number,
  { name, type = "f32" as T, shape, f64, vjp }: Beside<T>,
): Tensor<T> {
  return record<T>({
    name,
    type,
    shape,
    run: (_, [value]) => {
      const storage = value!.storage.others[index]!.hold();
      return Promise.resolve({ storage, shape, strides: rowMajor(shape), offset: 0 });
    },
    f64: ([, ...inputs]) => f64(inputs),
    vjp: (g) => [undefined, ...vjp?.(g) ?? []],
  }, [y, ...y.recipe!.inputs]);
}
