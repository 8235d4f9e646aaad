import { record } from "../recipe.ts";
import { viewOf } from "../storage.ts";
import type { Tensor } from "../tensor.ts";

/** The same elements under another name: where one tensor is given twice, each place has its own. */
export function alias(x: Tensor): Tensor {
  return record({
    name: x.label,
    shape: x.shape,
    run: (_, [value]) => Promise.resolve(viewOf(value!, {})),
    f64: ([value]) => value!.values,
    vjp: (g) => [g],
  }, [x]);
}
