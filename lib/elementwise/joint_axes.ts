import type { Walked } from "./operand.ts";

/** An axis all inputs walk together: `strides[i]` is the step of input i, 0 where it is repeated. */
export interface JointAxis {
  readonly length: number;
  readonly strides: readonly number[];
}

/**
 * The axes of a broadcast, fewest possible: those of length 1 are dropped and neighbours that every
 * input walks as one are joined, for every axis costs a division a run. At least one is left.
 */
export function jointAxes(shape: readonly number[], inputs: readonly Walked[]): JointAxis[] {
  const axes: JointAxis[] = [];
  for (const [axis, length] of shape.entries()) {
    if (length === 1) continue;
    const strides = inputs.map((input) => strideAt(input, axis - shape.length));
    const outer = axes.at(-1);
    if (outer?.strides.every((stride, i) => stride === strides[i]! * length)) {
      axes.splice(-1, 1, { length: outer.length * length, strides });
    } else axes.push({ length, strides });
  }
  return axes.length > 0 ? axes : [{ length: 1, strides: inputs.map(() => 0) }];
}

/** The stride of an axis counted from the right, 0 where a single element is repeated. */
function strideAt({ shape, strides }: Walked, fromRight: number): number {
  return (shape.at(fromRight) ?? 1) === 1 || shape.length + fromRight < 0
    ? 0
    : strides.at(fromRight)!;
}

/**
 * Whether four neighbours along the last axis are a `vec4f` of every input that moves along it. Of
 * several rows each must start at one; the end of the only row may reach into padding.
 */
export function walksInVectors(axes: readonly JointAxis[], inputs: readonly Walked[]): boolean {
  const last = axes.at(-1)!;
  const outer = axes.slice(0, -1);
  if (outer.length > 0 && last.length % 4 !== 0) return false;
  return inputs.every(({ offset }, i) => {
    if (last.strides[i] === 0) return true;
    const starts = [offset, ...outer.map(({ strides }) => strides[i]!)];
    return last.strides[i] === 1 && starts.every((start) => start % 4 === 0);
  });
}
