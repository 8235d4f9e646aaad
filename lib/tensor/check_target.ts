import type { ElementType } from "../gpu/mod.ts";
import type { Tensor } from "./tensor.ts";

/** Throws unless a tensor's elements may be replaced. */
export function checkTarget(
  action: string,
  { label, recipe, disposed }: Tensor<ElementType>,
): void {
  if (recipe) {
    throw new TypeError(
      `Cannot ${action} "${label}": it is computed, wanted a tensor made from data`,
    );
  }
  if (!disposed) return;
  throw new TypeError(`Cannot ${action} "${label}": it was disposed, wanted a live tensor`);
}
