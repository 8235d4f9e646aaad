/** Two numbers: enough for an operation to be told apart from its neighbours. */
export type Pair = readonly [number, number];

/** What an operation keeps for the way back. */
export type Kept = "nothing" | "its result" | "its operands";

/** An operation of one or two pairs, and what the operands get of a cotangent `g` of the result. */
export interface KeptOp {
  readonly keeps: Kept;
  readonly operands: 1 | 2;
  value(a: Pair, b: Pair): Pair;
  /** Told what was kept; what was not is given as zeros. */
  back(g: Pair, y: Pair, a: Pair, b: Pair): readonly [Pair, Pair];
}

const each = (f: (i: 0 | 1) => number): Pair => [f(0), f(1)];
const NONE: Pair = [0, 0];

function unary(
  keeps: Kept,
  value: (a: number) => number,
  slope: (y: number, a: number) => number,
): KeptOp {
  return {
    keeps,
    operands: 1,
    value: (a) => each((i) => value(a[i])),
    back: (g, y, a) => [each((i) => g[i] * slope(y[i], a[i])), NONE],
  };
}

function binary(
  keeps: Kept,
  value: (a: number, b: number) => number,
  slopes: (y: number, a: number, b: number) => readonly [number, number],
): KeptOp {
  return {
    keeps,
    operands: 2,
    value: (a, b) => each((i) => value(a[i], b[i])),
    back: (g, y, a, b) => [
      each((i) => g[i] * slopes(y[i], a[i], b[i])[0]),
      each((i) => g[i] * slopes(y[i], a[i], b[i])[1]),
    ],
  };
}

const dot = (a: Pair, b: Pair) => a[0] * b[0] + a[1] * b[1];
const total = (a: Pair) => a[0] + a[1];

/** What each operation needs on the way back, and how it uses it. */
export const keptOps: Readonly<Record<string, KeptOp>> = {
  add: binary("nothing", (a, b) => a + b, () => [1, 1]),
  sub: binary("nothing", (a, b) => a - b, () => [1, -1]),
  neg: unary("nothing", (a) => -a, () => -1),
  triple: unary("nothing", (a) => 3 * a, () => 3),
  sum: {
    keeps: "nothing",
    operands: 1,
    value: (a) => each(() => total(a)),
    back: (g) => [each(() => total(g)), NONE],
  },
  relu: unary("its result", (a) => Math.max(a, 0), (y) => y > 0 ? 1 : 0),
  exp: unary("its result", Math.exp, (y) => y),
  tanh: unary("its result", Math.tanh, (y) => 1 - y * y),
  sigmoid: unary("its result", (a) => 1 / (1 + Math.exp(-a)), (y) => y * (1 - y)),
  sqrt: unary("its result", Math.sqrt, (y) => 0.5 / y),
  softmax: {
    keeps: "its result",
    operands: 1,
    value: (a) => each((i) => Math.exp(a[i]) / total(each((k) => Math.exp(a[k])))),
    back: (g, y) => [each((i) => y[i] * (g[i] - dot(g, y))), NONE],
  },
  mul: binary("its operands", (a, b) => a * b, (_, a, b) => [b, a]),
  div: binary("its operands", (a, b) => a / b, (_, a, b) => [1 / b, -a / (b * b)]),
  square: unary("its operands", (a) => a * a, (_, a) => 2 * a),
  sin: unary("its operands", Math.sin, (_, a) => Math.cos(a)),
  cos: unary("its operands", Math.cos, (_, a) => -Math.sin(a)),
  log: unary("its operands", Math.log, (_, a) => 1 / a),
  dot: {
    keeps: "its operands",
    operands: 2,
    value: (a, b) => each(() => dot(a, b)),
    back: (g, _, a, b) => [each((i) => total(g) * b[i]), each((i) => total(g) * a[i])],
  },
};
