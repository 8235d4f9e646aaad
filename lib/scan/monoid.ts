/**
 * An associative operation with an identity, as WGSL expressions. It need not commute: `a` comes
 * before `b`.
 */
export interface Monoid {
  /** Name in messages and profiles. */
  readonly name: string;
  /** WGSL type of what is combined: a number, or a vector of up to four; that of elements by default. */
  readonly state?: string;
  /** What changes nothing, of the state's type. */
  readonly identity: string;
  /** Two states `a` and `b` in one. */
  readonly combine: string;
  /** The state of an element `x`, and of the call's `parameter`; `x` unless given. */
  readonly lift?: string;
  /** The element of a state `s`; `s` unless given. */
  readonly lower?: string;
}

/**
 * Addition. Of u32 and i32 it wraps at 2^32 and is exact; of f32 it rounds.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { fold, SUM } from "@rederive/lib/scan";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Uint32Array.of(4_294_967_295, 2));
 * using y = await fold(gpu, x, { monoid: SUM });
 * deepEqual([...await gpu.read(y)], [1]);
 * ```
 */
export const SUM: Monoid = { name: "sum", identity: "State()", combine: "a + b" };

/**
 * Multiplication.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { PRODUCT, scan } from "@rederive/lib/scan";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(1, 2, 3, 4));
 * using factorials = await scan(gpu, x, { monoid: PRODUCT });
 * deepEqual([...await gpu.read(factorials)], [1, 2, 6, 24]);
 * ```
 */
export const PRODUCT: Monoid = { name: "product", identity: "State(1)", combine: "a * b" };

/**
 * The larger of two f32.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { MAX, scan } from "@rederive/lib/scan";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(-3, 1, 0, 2));
 * using peaks = await scan(gpu, x, { monoid: MAX });
 * deepEqual([...await gpu.read(peaks)], [-3, 1, 1, 2]);
 * ```
 */
export const MAX: Monoid = {
  name: "max",
  state: "f32",
  identity: "-0x1.fffffep127",
  combine: "max(a, b)",
};

/**
 * The smaller of two f32.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { MIN, scan } from "@rederive/lib/scan";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(3, 1, 2));
 * using lows = await scan(gpu, x, { monoid: MIN });
 * deepEqual([...await gpu.read(lows)], [3, 1, 1]);
 * ```
 */
export const MIN: Monoid = {
  name: "min",
  state: "f32",
  identity: "0x1.fffffep127",
  combine: "min(a, b)",
};

/** Maps s -> x + parameter s, one after the other: what is kept of the past, and what was added. */
export const DISCOUNTED: Monoid = {
  name: "discounted sum",
  state: "vec2f",
  identity: "vec2f(1.0, 0.0)",
  combine: "vec2f(a.x * b.x, b.y + b.x * a.y)",
  lift: "vec2f(parameter, x)",
  lower: "s.y",
};

/** The WGSL of a monoid over elements of a type. */
export function monoidCode(
  { state, identity, combine, lift = "x", lower = "s" }: Monoid,
  element: string,
): string {
  return `alias Element = ${element};
alias State = ${state ?? element};
fn identity() -> State { return ${identity}; }
fn combine(a: State, b: State) -> State { return ${combine}; }
fn lift(x: Element, parameter: f32) -> State { return ${lift}; }
fn lower(s: State) -> Element { return ${lower}; }`;
}
