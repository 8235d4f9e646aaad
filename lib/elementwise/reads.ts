import { type Binding, type Gpu, readArray, texelCode } from "../gpu/mod.ts";
import type { Walked } from "./operand.ts";

/** Declared where an operation has no such input; never called. */
const nothing = (name: string) => `
  fn four_${name}(i: vec4i) -> vec4f { return vec4f(); }
  fn vector_${name}(i: i32) -> vec4f { return vec4f(); }
  fn repeated_${name}(i: i32) -> vec4f { return vec4f(); }
`;

/** How a kernel reads its inputs: the code that says so, and what is bound for each. */
export interface Reads {
  /** Stands before `elementwise.wgsl`. */
  readonly code: readonly string[];
  /** For a, b, c and g, from binding 2 on; null for one there is not. */
  readonly bindings: readonly (Binding | null)[];
}

/** Inputs by place, undefined where there is none, for a result of n elements. */
export function readsOf(gpu: Gpu, n: number, places: readonly (Walked | undefined)[]): Reads {
  const reads = places.map((input, i) => {
    const name = "abcg"[i]!;
    if (!input) return { code: nothing(name), bound: null };
    return readArray(gpu, input.source, { name, binding: 2 + i, reads: n });
  });
  return {
    code: [texelCode, ...reads.map(({ code }) => code)],
    bindings: reads.map(({ bound }) => bound),
  };
}
