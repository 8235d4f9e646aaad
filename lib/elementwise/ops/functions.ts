import { unary } from "../pointwise_op.ts";

const GELU_SLOPE = Math.sqrt(2 / Math.PI);

/** The argument of the tanh in `geluTanh`, and its slope. */
const inner = (a: number) => GELU_SLOPE * (a + 0.044715 * a ** 3);
const innerSlope = (a: number) => GELU_SLOPE * (1 + 3 * 0.044715 * a * a);

// Infinities are not honoured everywhere, so no exp() below may overflow: arguments are clamped where
// the result has long been rounded to its limit.
const TANH = (of: string) => `tanh(clamp(${of}, vec4f(-15.0), vec4f(15.0)))`;
const SIGMOID = "(1.0 / (1.0 + exp(min(-a, vec4f(80.0)))))";
/** sigmoid(1.702 a), which the normal distribution function is close to. */
const STEEP = "(1.0 / (1.0 + exp(min(-1.702 * a, vec4f(80.0)))))";
const GELU_TANH = TANH("0.7978845608 * (a + 0.044715 * a * a * a)");

/** Functions of one number, activations among them. */
export const functions = {
  exp: unary("exp(a)", Math.exp, ["y", (_a, y) => y]),
  /** For a > 0. */
  log: unary("log(a)", Math.log, ["1.0 / a", (a) => 1 / a]),
  sin: unary("sin(a)", Math.sin, ["cos(a)", (a) => Math.cos(a)]),
  cos: unary("cos(a)", Math.cos, ["-sin(a)", (a) => -Math.sin(a)]),
  tanh: unary(TANH("a"), Math.tanh, ["1.0 - y * y", (_a, y) => 1 - y * y]),
  sigmoid: unary(SIGMOID, (a) => 1 / (1 + Math.exp(-a)), ["y * (1.0 - y)", (_a, y) => y * (1 - y)]),
  /** log(1 + e^a). */
  softplus: unary(
    "max(a, vec4f()) + log(1.0 + exp(-abs(a)))",
    (a) => Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a))),
    [SIGMOID, (a) => 1 / (1 + Math.exp(-a))],
  ),
  /** max(a, 0), with slope 0 at 0. */
  relu: unary("max(a, vec4f())", (a) => Math.max(a, 0), [
    "select(vec4f(), vec4f(1.0), a > vec4f())",
    (a) => a > 0 ? 1 : 0,
  ]),
  /** a sigmoid(a), also called swish. */
  silu: unary(`a * ${SIGMOID}`, (a) => a / (1 + Math.exp(-a)), [
    `${SIGMOID} * (1.0 + a - y)`,
    (a, y) => (1 + a - y) / (1 + Math.exp(-a)),
  ]),
  /** a sigmoid(1.702 a), as the first CLIP has it for GELU. */
  quickGelu: unary(`a * ${STEEP}`, (a) => a / (1 + Math.exp(-1.702 * a)), [
    `${STEEP} * (1.0 + 1.702 * (a - y))`,
    (a, y) => (1 + 1.702 * (a - y)) / (1 + Math.exp(-1.702 * a)),
  ]),
  /** The tanh form, a (1 + tanh(sqrt(2 / pi) (a + 0.044715 a^3))) / 2, as GPT-2 has it. */
  geluTanh: unary(`0.5 * a * (1.0 + ${GELU_TANH})`, (a) => 0.5 * a * (1 + Math.tanh(inner(a))), [
    `0.5 * (1.0 + ${GELU_TANH}) + 0.5 * a * (1.0 - ${GELU_TANH} * ${GELU_TANH}) * ` +
    `0.7978845608 * (1.0 + 0.134145 * a * a)`,
    (a) => {
      const t = Math.tanh(inner(a));
      return 0.5 * (1 + t) + 0.5 * a * (1 - t * t) * innerSlope(a);
    },
  ]),
} as const;
