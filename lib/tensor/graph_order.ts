import type { ElementType } from "../gpu/mod.ts";
import type { Tensor } from "./tensor.ts";

/**
 * The tensors that `roots` are computed from, roots included, in the order in which they were written
 * down: each behind its inputs, and a step that is taken again for the way back not before its turn.
 * `inputsOf` says where to stop.
 */
export function graphOrder(
  roots: readonly Tensor<ElementType>[],
  inputsOf: (tensor: Tensor<ElementType>) => readonly Tensor<ElementType>[],
): Tensor<ElementType>[] {
  const found = new Set(roots);
  // a set is walked through to the elements it gets meanwhile
  for (const tensor of found) for (const input of inputsOf(tensor)) found.add(input);
  return [...found].sort((a, b) => a.serial - b.serial);
}
