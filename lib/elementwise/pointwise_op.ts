/** What a derivative in f64 is a function of: the inputs, those left out 0, and the value `y`. */
export type Derivative64 = (a: number, b: number, c: number, y: number) => number;

/** A partial derivative, twice: for the GPU and in f64. */
export interface Derivative {
  /** WGSL over `vec4f`s `a`, `b`, `c` and the value `y`. */
  readonly wgsl: string;
  /** The same in f64. */
  readonly f64: Derivative64;
}

/** One row of the table: a function of numbers, its value and its derivatives. */
export interface PointwiseOp {
  /** How many inputs: `a`, then `b`, then `c`. */
  readonly inputs: 1 | 2 | 3;
  /** The value in WGSL over `vec4f`s `a`, `b`, `c`. */
  readonly wgsl: string;
  /** The same in f64. */
  readonly f64: (a: number, b: number, c: number) => number;
  /** With respect to each input, in order. Where there is none, the convention of the row's comment. */
  readonly derivatives: readonly Derivative[];
}

/** A row whose derivative is 0 wherever it has one: comparisons, roundings. */
export function steps(
  inputs: 1 | 2,
  wgsl: string,
  f64: PointwiseOp["f64"],
): PointwiseOp {
  return { inputs, wgsl, f64, derivatives: Array<Derivative>(inputs).fill(ZERO) };
}

/** A row of one input. */
export function unary(
  wgsl: string,
  f64: (a: number) => number,
  derivative: [wgsl: string, f64: (a: number, y: number) => number],
): PointwiseOp {
  const [text, slope] = derivative;
  return {
    inputs: 1,
    wgsl,
    f64,
    derivatives: [{ wgsl: text, f64: (a, _b, _c, y) => slope(a, y) }],
  };
}

/** A row of two inputs. */
export function binary(
  wgsl: string,
  f64: (a: number, b: number) => number,
  ...derivatives: [wgsl: string, f64: (a: number, b: number, y: number) => number][]
): PointwiseOp {
  return {
    inputs: 2,
    wgsl,
    f64,
    derivatives: derivatives.map(([text, slope]) => ({
      wgsl: text,
      f64: (a, b, _c, y) => slope(a, b, y),
    })),
  };
}

/** A row of three inputs. */
export function ternary(
  wgsl: string,
  f64: PointwiseOp["f64"],
  ...derivatives: [wgsl: string, f64: Derivative64][]
): PointwiseOp {
  return {
    inputs: 3,
    wgsl,
    f64,
    derivatives: derivatives.map(([text, slope]) => ({ wgsl: text, f64: slope })),
  };
}

/** The derivative of what does not move. */
export const ZERO: Derivative = { wgsl: "vec4f()", f64: () => 0 };
