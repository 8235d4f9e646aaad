import type { GatherPlan } from "./gather.ts";

/** An axis the kernel walks: the source moves by `stride`, the table of offsets by `tableStride`. */
export interface Axis {
  length: number;
  stride: number;
  tableStride: number;
}

/**
 * The axes of a gather, fewest possible: those of length 1 are dropped and neighbours that are
 * walked as one are joined, for every axis costs a division an element. At least one is left.
 */
export function walkAxes({ shape, strides, block }: Required<GatherPlan>): Axis[] {
  const end = block.start + block.shape.length;
  const walked: Axis[] = [];
  let tableStride = block.offsets.length;
  for (const [axis, length] of shape.entries()) {
    const inBlock = axis >= block.start && axis < end;
    if (inBlock) tableStride /= length;
    if (length === 1) continue;
    const inner = { length, stride: strides[axis]!, tableStride: inBlock ? tableStride : 0 };
    const outer = walked.at(-1);
    const joins = outer?.stride === inner.stride * length &&
      outer.tableStride === inner.tableStride * length;
    if (joins) walked.splice(-1, 1, { ...inner, length: outer.length * length });
    else walked.push(inner);
  }
  return walked.length > 0 ? walked : [{ length: 1, stride: 0, tableStride: 0 }];
}
