import type { ElementType, HostArray } from "../gpu/mod.ts";
import type { Tensor } from "./tensor.ts";

/** Elements of integer tensors as they were sent: what indices are checked by. */
const known = new WeakMap<Tensor<ElementType>, HostArray>();

/** Remembers the elements of a tensor of integers; those of other types are not looked at. */
export function setKnown(tensor: Tensor<ElementType>, data: HostArray): void {
  if (tensor.type !== "f32") known.set(tensor, data.slice());
}

/** The elements of a tensor, if they came from the host. */
export function knownOf(tensor: Tensor<ElementType>): HostArray | undefined {
  return known.get(tensor);
}

/** Remembers other elements; what is returned takes it back. */
export function replaceKnown(tensor: Tensor<ElementType>, data: HostArray | undefined): () => void {
  const before = known.get(tensor);
  if (data) setKnown(tensor, data);
  else known.delete(tensor);
  return () => before ? known.set(tensor, before) : known.delete(tensor);
}
