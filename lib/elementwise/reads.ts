import { type Binding, type Gpu, GpuArray, texelCode, texels } from "../gpu/mod.ts";
import type { Walked } from "./operand.ts";
import fromArray from "./reads_array.wgsl" with { type: "text" };
import fromTexels from "./reads_texels.wgsl" with { type: "text" };

/** Elements of a result from which on copying inputs into textures is worth what it costs. */
const TEXELS_FROM = 65_536;
/** How many times as long as the result an input may be: all of it is copied. */
const MOST_COPIED = 2;
/** A few numbers are read as quickly from a buffer. */
const FEWEST_COPIED = 64;

/** Declared where an operation has no such input; never called. */
const fromNothing = `
  fn four_INPUT(i: vec4i) -> vec4f { return vec4f(); }
  fn vector_INPUT(i: i32) -> vec4f { return vec4f(); }
  fn repeated_INPUT(i: i32) -> vec4f { return vec4f(); }
`;

/** How a kernel reads its inputs: the code that says so, and what is bound for each. */
export interface Reads {
  /** Stands before `elementwise.wgsl`. */
  readonly code: readonly string[];
  /** For a, b, c and g, from binding 2 on; null for one there is not. */
  readonly bindings: readonly (Binding | null)[];
}

/** Inputs by place, undefined where there is none: through textures on a CPU, unless there is little. */
export function readsOf(gpu: Gpu, n: number, places: readonly (Walked | undefined)[]): Reads {
  const isMuch = gpu.family === "cpu" && n >= TEXELS_FROM;
  const reads = places.map((input, i) => {
    const named = (code: string) =>
      code.replaceAll("INPUT", "abcg"[i]!).replaceAll("PLACE", String(2 + i));
    if (!input) return { code: named(fromNothing), binding: null };
    const { source } = input;
    return isMuch && source instanceof GpuArray && source.length >= FEWEST_COPIED &&
        source.length <= MOST_COPIED * n
      ? { code: named(fromTexels), binding: texels(source) }
      : { code: named(fromArray), binding: source };
  });
  return {
    code: [...isMuch ? [texelCode] : [], ...reads.map(({ code }) => code)],
    bindings: reads.map(({ binding }) => binding),
  };
}
