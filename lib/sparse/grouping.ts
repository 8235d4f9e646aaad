import type { Gpu, GpuArray } from "../gpu/mod.ts";

/** Entries in consecutive groups, each split into stretches that a kernel may walk through alone. */
export interface Grouping extends Disposable {
  /** How many groups. */
  readonly groups: number;
  /** Where each stretch starts among the entries, and where the last one ends. */
  readonly stretches: GpuArray<"u32">;
  /** Where each group starts among the stretches; undefined where every group is one stretch. */
  readonly firsts: GpuArray<"u32"> | undefined;
}

// Long enough to cost one pass more on few groups only; far below what llvmpipe's loops turn.
export const LONGEST = { cpu: 4096, gpu: 1024 };

/** Splits groups that begin at `starts`, whose last element is where the last group ends. */
export function groupEntries(gpu: Gpu, starts: Uint32Array<ArrayBuffer>): Grouping {
  const longest = LONGEST[gpu.family];
  const groups = starts.length - 1;
  const firsts = new Uint32Array(groups + 1);
  for (let g = 0; g < groups; g++) {
    const length = starts[g + 1]! - starts[g]!;
    firsts[g + 1] = firsts[g]! + Math.max(1, Math.ceil(length / longest));
  }
  const isSplit = firsts[groups]! > groups;
  const arrays = {
    stretches: gpu.array(isSplit ? stretchesOf(starts, firsts, longest) : starts, "stretches"),
    firsts: isSplit ? gpu.array(firsts, "groups of stretches") : undefined,
  };
  return {
    groups,
    ...arrays,
    [Symbol.dispose]() {
      for (const array of Object.values(arrays)) array?.[Symbol.dispose]();
    },
  };
}

function stretchesOf(
  starts: Uint32Array,
  firsts: Uint32Array,
  longest: number,
): Uint32Array<ArrayBuffer> {
  const stretches = new Uint32Array(firsts.at(-1)! + 1);
  stretches[stretches.length - 1] = starts.at(-1)!;
  for (let g = 0; g + 1 < firsts.length; g++) {
    for (let s = firsts[g]!; s < firsts[g + 1]!; s++) {
      stretches[s] = starts[g]! + (s - firsts[g]!) * longest;
    }
  }
  return stretches;
}
