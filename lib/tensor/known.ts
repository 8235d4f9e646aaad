import type { ElementType, HostArray } from "../gpu/mod.ts";
import type { Tensor } from "./tensor.ts";

/** The least and the largest of some integers. */
export type WholeRange = readonly [low: number, high: number];

/** Elements of integer tensors as they were sent: what indices are checked by. */
const known = new WeakMap<Tensor<ElementType>, HostArray>();
/** What integers may be that were computed and assigned. */
const ranges = new WeakMap<Tensor<ElementType>, WholeRange>();

/** Remembers the elements of a tensor of integers; those of other types are not looked at. */
export function setKnown(tensor: Tensor<ElementType>, data: HostArray): void {
  if (tensor.type !== "f32") known.set(tensor, data.slice());
}

/** The elements of a tensor, if they came from the host. */
export function knownOf(tensor: Tensor<ElementType>): HostArray | undefined {
  return known.get(tensor);
}

/** Remembers other elements; what is returned takes it back. */
export function replaceKnown(tensor: Tensor<ElementType>, data: HostArray): () => void {
  const before = known.get(tensor);
  setKnown(tensor, data);
  return () => before && known.set(tensor, before);
}

/** Remembers that a tensor has the elements of another now. */
export function takeOverKnown(target: Tensor<ElementType>, source: Tensor<ElementType>): void {
  if (target.type === "f32") return;
  const [data, range] = [known.get(source), rangeOf(source)];
  known.delete(target);
  ranges.delete(target);
  if (data) known.set(target, data);
  else if (range) ranges.set(target, range);
}

/** From where to where the elements of a tensor of integers may be; undefined if nobody said. */
export function rangeOf(tensor: Tensor<ElementType>): WholeRange | undefined {
  const data = known.get(tensor);
  if (data) return extent(data);
  const { recipe } = tensor;
  if (!recipe) return ranges.get(tensor);
  if (recipe.op.range) return recipe.op.range;
  // Views and joints of integers are made of the integers they are given, and of zeros.
  const inputs = recipe.inputs.map((input) => input.type === "f32" ? undefined : rangeOf(input));
  if (inputs.length === 0 || inputs.includes(undefined)) return undefined;
  return extent([0, ...inputs.flatMap((each) => [...each!])]);
}

function extent(numbers: ArrayLike<number>): WholeRange {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < numbers.length; i++) {
    low = Math.min(low, numbers[i]!);
    high = Math.max(high, numbers[i]!);
  }
  return [low, high];
}
