import { hashOf } from "./hash_of.ts";

/** `(5, 24, 4)`, and `(5,)` for one axis, as Python writes a shape. */
export function tuple(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
}

/** A result as a person reads it: `(5, 24, 4), elements #1e4057a5`. */
export function inWords(shape: readonly number[], elements: Iterable<number> | number): string {
  const hash = typeof elements === "number" ? elements : hashOf(elements);
  return `${tuple(shape)}, elements #${hash.toString(16).padStart(8, "0")}`;
}

/** The shape in an answer, `(5, 24, 4)`; of an error, also the shapes that it names. */
export function shapeIn(answer: string): string {
  return answer.replace(/, elements #.*/, "").replace(/: .* with shapes /, " for ");
}
