import type { ElementType } from "../gpu/mod.ts";
import type { Tensor } from "./tensor.ts";

/**
 * The tensors that `roots` are computed from, roots included, each behind its inputs. `inputsOf` says
 * where to stop. Without recursion: a graph may be deeper than the stack.
 */
export function graphOrder(
  roots: readonly Tensor<ElementType>[],
  inputsOf: (tensor: Tensor<ElementType>) => readonly Tensor<ElementType>[],
): Tensor<ElementType>[] {
  const order: Tensor<ElementType>[] = [];
  const seen = new Set<Tensor<ElementType>>();
  const stack: { tensor: Tensor<ElementType>; rest: Tensor<ElementType>[] }[] = [];
  const enter = (tensor: Tensor<ElementType>) => {
    if (seen.has(tensor)) return;
    seen.add(tensor);
    stack.push({ tensor, rest: [...inputsOf(tensor)].reverse() });
  };
  for (const root of roots) {
    enter(root);
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      const next = top.rest.pop();
      if (next) enter(next);
      else order.push(stack.pop()!.tensor);
    }
  }
  return order;
}
