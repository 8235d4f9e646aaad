import { binary, steps, ternary, unary, ZERO } from "../pointwise_op.ts";

const ONE_WHERE = (condition: string) => `select(vec4f(), vec4f(1.0), ${condition})`;

/** Half each at a tie, where the slope from the left and the right differ. */
const halfAtTies = (difference: number) => (1 + Math.sign(difference)) / 2;

/** Choosing, bounding, rounding; comparisons are 1 where they hold and 0 where not. */
export const choices = {
  /** With slope 0 at 0. */
  abs: unary("abs(a)", Math.abs, ["sign(a)", (a) => Math.sign(a)]),
  /** Half each at a tie. */
  min: binary(
    "min(a, b)",
    (a, b) => Math.min(a, b),
    ["0.5 + 0.5 * sign(b - a)", (a, b) => halfAtTies(b - a)],
    ["0.5 + 0.5 * sign(a - b)", (a, b) => halfAtTies(a - b)],
  ),
  /** Half each at a tie. */
  max: binary(
    "max(a, b)",
    (a, b) => Math.max(a, b),
    ["0.5 + 0.5 * sign(a - b)", (a, b) => halfAtTies(a - b)],
    ["0.5 + 0.5 * sign(b - a)", (a, b) => halfAtTies(b - a)],
  ),
  /** a, at least b and at most c, for b <= c; a bound that is met leaves the slope to a. */
  clamp: ternary(
    "clamp(a, b, c)",
    (a, b, c) => Math.min(Math.max(a, b), c),
    [ONE_WHERE("(a >= b) & (a <= c)"), (a, b, c) => a >= b && a <= c ? 1 : 0],
    [ONE_WHERE("a < b"), (a, b) => a < b ? 1 : 0],
    [ONE_WHERE("a > c"), (a, _b, c) => a > c ? 1 : 0],
  ),
  /** b where a is not 0, else c. */
  where: ternary(
    "select(c, b, a != vec4f())",
    (a, b, c) => a !== 0 ? b : c,
    [ZERO.wgsl, ZERO.f64],
    [ONE_WHERE("a != vec4f()"), (a) => a !== 0 ? 1 : 0],
    [ONE_WHERE("a == vec4f()"), (a) => a === 0 ? 1 : 0],
  ),
  sign: steps(1, "sign(a)", Math.sign),
  floor: steps(1, "floor(a)", Math.floor),
  ceil: steps(1, "ceil(a)", Math.ceil),
  /** To the nearest integer, halves to the even one. */
  round: steps(1, "round(a)", (a) => {
    const nearest = Math.round(a);
    return Math.abs(nearest - a) === 0.5 && nearest % 2 !== 0 ? nearest - 1 : nearest;
  }),
  equal: steps(2, ONE_WHERE("a == b"), (a, b) => a === b ? 1 : 0),
  notEqual: steps(2, ONE_WHERE("a != b"), (a, b) => a !== b ? 1 : 0),
  less: steps(2, ONE_WHERE("a < b"), (a, b) => a < b ? 1 : 0),
  lessEqual: steps(2, ONE_WHERE("a <= b"), (a, b) => a <= b ? 1 : 0),
  greater: steps(2, ONE_WHERE("a > b"), (a, b) => a > b ? 1 : 0),
  greaterEqual: steps(2, ONE_WHERE("a >= b"), (a, b) => a >= b ? 1 : 0),
} as const;
