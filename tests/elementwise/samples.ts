import type { PointwiseName } from "@rederive/lib/elementwise";

/** Where an operation is tried, and how far the GPU may be off. */
interface Samples {
  /** Inputs in a range: sampled for the GPU. */
  readonly flat: readonly (readonly [low: number, high: number])[];
  /** Inputs far out: large, tiny, at kinks. Finite values only. */
  readonly spiky: readonly (readonly number[])[];
  /** Inputs at which the operation is smooth enough for differences. */
  readonly smooth: readonly (readonly number[])[];
  /** Of the value. From the accuracy the WGSL specification asks of each function. */
  readonly value: { readonly abs: number; readonly rel: number };
  /** Of each derivative. */
  readonly slope: { readonly abs: number; readonly rel: number };
}

const U = 2 ** -24;
const EXACT = { abs: 0, rel: 0 };
/** One rounding, and none for a subnormal result. */
const ROUNDED = { abs: 2 ** -126, rel: 1.01 * U };
/** Division: 2.5 ulp, an ulp being at most 2 u of the value. */
const DIVIDED = { abs: 2 ** -126, rel: 5 * U };
/** Division and two products. */
const DIVIDED_TWICE = { abs: 2 ** -126, rel: 16 * U };
/** sin() and cos() promise 2^-11, between -pi and pi only. */
const CIRCULAR = { abs: 2 ** -11, rel: 0 };
/** exp(x) promises 3 + 2 |x| ulp; the arguments here are at most 80 in size. */
const EXPONENTIAL = { abs: 2 ** -126, rel: 2 * (3 + 2 * 80) * U };
/**
 * Made of exp() near 1 and of sums: tanh() is defined as sinh / cosh, whose exponentials are near
 * e^|x|, so its error is absolute: (3 + 2 * 15) ulp twice, and a division.
 */
const SATURATING = { abs: 2 * (2 * 33 + 4) * U, rel: 0 };
/** The same times a, which is at most 100; where the factor is not 0 or 1, a is below 15. */
const GATED = { abs: 15 * SATURATING.abs, rel: 8 * U };

/**
 * The bell and the area under it: exp() of at most 6 in size where it is not 0, the 12 steps of a fit
 * that is off by 2 u, and a few products.
 */
const NORMAL = { abs: 1e-28, rel: (2 * (3 + 2 * 6) + 40) * U };

const pairs = [[0.5, 0.25], [-1.5, 2.5], [3, -7], [-0.1, -0.2]];
const numbers = [[0.3], [-0.7], [2.5], [-4.2]];
const positive = [[0.3], [1], [2.5], [40]];
const wide = [[1e4], [-1e4], [1e-4], [-1e-4], [1], [0.5]];
const wideInputs = [[1e4, 3], [-1e4, 1e-4], [1e-4, 1e4], [7, -1e4], [-0.5, -1e-4], [3, 3]];
const one = [[-3, 3]] as const;
const two = [[-3, 3], [-3, 3]] as const;
const ties = [[1, 1], [-2, -2], [0, -0], [1e4, 1e4], [1e4, -1e4], [1, 1.0000001]];

const comparison: Samples = {
  flat: two,
  spiky: ties,
  smooth: pairs,
  value: EXACT,
  slope: EXACT,
};
const rounding: Samples = {
  flat: one,
  spiky: [[0.5], [1.5], [2.5], [-0.5], [-1.5], [1e4], [-0], [8388609]],
  smooth: numbers,
  value: EXACT,
  slope: EXACT,
};

export const samples: Record<PointwiseName, Samples> = {
  add: { flat: two, spiky: wideInputs, smooth: pairs, value: ROUNDED, slope: EXACT },
  sub: { flat: two, spiky: wideInputs, smooth: pairs, value: ROUNDED, slope: EXACT },
  mul: { flat: two, spiky: wideInputs, smooth: pairs, value: ROUNDED, slope: EXACT },
  div: {
    flat: [[-3, 3], [0.25, 3]],
    spiky: wideInputs,
    smooth: pairs,
    value: DIVIDED,
    slope: DIVIDED_TWICE,
  },
  neg: { flat: one, spiky: wide, smooth: numbers, value: EXACT, slope: EXACT },
  square: { flat: one, spiky: wide, smooth: numbers, value: ROUNDED, slope: ROUNDED },
  reciprocal: {
    flat: [[0.25, 3]],
    spiky: wide,
    smooth: numbers,
    value: DIVIDED,
    slope: DIVIDED_TWICE,
  },
  sqrt: {
    flat: [[0.01, 9]],
    spiky: [[1e-8], [1e8], [2]],
    smooth: positive,
    // 1 / inverseSqrt(): 2 ulp and a division
    value: { abs: 0, rel: 10 * U },
    slope: DIVIDED_TWICE,
  },
  rsqrt: {
    flat: [[0.01, 9]],
    spiky: [[1e-8], [1e8], [2]],
    smooth: positive,
    value: { abs: 0, rel: 4 * U },
    slope: DIVIDED_TWICE,
  },
  pow: {
    flat: [[0.1, 4], [-3, 3]],
    spiky: [[1e4, 3], [1e-4, 2.5], [1, 1e4], [2, -20]],
    smooth: [[0.5, 2.5], [3, -1.5], [1, 4]],
    // exp2(b log2 a): 3 ulp of a logarithm up to 13.3, times 3, in the exponent
    value: { abs: 0, rel: 2 * (3 + 2 * 40) * U + 3 * 40 * 2 * U },
    slope: { abs: 2 ** -14, rel: 2 * (3 + 2 * 40) * U + 3 * 40 * 2 * U + 16 * U },
  },
  exp: {
    flat: one,
    spiky: [[80], [-80], [0], [1e-6]],
    smooth: numbers,
    value: EXPONENTIAL,
    slope: EXPONENTIAL,
  },
  log: {
    flat: [[0.1, 9]],
    spiky: [[1e-30], [1e30], [1], [1.0001]],
    smooth: positive,
    // 2^-21 between 1/2 and 2, 3 ulp elsewhere
    value: { abs: 2 ** -21, rel: 6 * U },
    slope: DIVIDED,
  },
  sin: {
    flat: [[-3, 3]],
    spiky: [[0], [3.14159], [-3.14159]],
    smooth: numbers,
    value: CIRCULAR,
    slope: CIRCULAR,
  },
  cos: {
    flat: [[-3, 3]],
    spiky: [[0], [3.14159], [-3.14159]],
    smooth: numbers,
    value: CIRCULAR,
    slope: CIRCULAR,
  },
  tanh: { flat: one, spiky: wide, smooth: numbers, value: SATURATING, slope: SATURATING },
  sigmoid: { flat: one, spiky: wide, smooth: numbers, value: SATURATING, slope: SATURATING },
  softplus: {
    flat: one,
    spiky: wide,
    smooth: numbers,
    value: { abs: SATURATING.abs + 2 ** -21, rel: 2 * U },
    slope: SATURATING,
  },
  relu: { flat: one, spiky: [...wide, [0]], smooth: numbers, value: EXACT, slope: EXACT },
  silu: { flat: one, spiky: wide, smooth: numbers, value: GATED, slope: GATED },
  quickGelu: { flat: one, spiky: wide, smooth: numbers, value: GATED, slope: GATED },
  normalCdf: { flat: one, spiky: wide, smooth: numbers, value: NORMAL, slope: NORMAL },
  gelu: {
    flat: one,
    spiky: wide,
    smooth: numbers,
    value: NORMAL,
    slope: { abs: NORMAL.rel, rel: NORMAL.rel }, // two terms of opposite sign left of 0
  },
  geluTanh: { flat: one, spiky: wide, smooth: numbers, value: GATED, slope: GATED },
  abs: { flat: one, spiky: [...wide, [0]], smooth: numbers, value: EXACT, slope: EXACT },
  min: { ...comparison, smooth: [...pairs, [1, 1]] },
  max: { ...comparison, smooth: [...pairs, [1, 1]] },
  clamp: {
    flat: [[-3, 3], [-2, -1], [1, 2]],
    spiky: [[1, 1, 2], [2, 1, 2], [1e4, -1, 1], [-1e4, -1, 1], [0, 0, 0]],
    smooth: [[0.5, 0, 1], [-2, 0, 1], [3, 0, 1]],
    value: EXACT,
    slope: EXACT,
  },
  where: {
    flat: [[-3, 3], [-3, 3], [-3, 3]],
    spiky: [[0, 1e4, 1], [-0, 1, 1e4], [1e-4, 1e4, 1], [1, -1e4, 1e4]],
    smooth: [[1, 2, 3], [-1, 5, 2]],
    value: EXACT,
    slope: EXACT,
  },
  sign: { ...rounding, spiky: [...rounding.spiky, [0]] },
  floor: rounding,
  ceil: rounding,
  round: { ...rounding, smooth: positive.concat([[-0.7], [-4.2]]).filter(([a]) => a! % 1 !== 0.5) },
  equal: comparison,
  notEqual: comparison,
  less: comparison,
  lessEqual: comparison,
  greater: comparison,
  greaterEqual: comparison,
};
