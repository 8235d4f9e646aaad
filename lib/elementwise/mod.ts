/**
 * Pointwise operations with broadcasting, as a table: each row holds a value and its derivatives.
 *
 * @module
 */
export {
  elementwise,
  elementwiseGradient,
  type ElementwiseGradientOptions,
} from "./elementwise.ts";
export { pointwise, type PointwiseName } from "./op_table.ts";
export { type Operand, rowMajor, type View } from "./operand.ts";
export type { Derivative, Derivative64, PointwiseOp } from "./pointwise_op.ts";
