import { type Arithmetic, type Name, numbers, type Step } from "./tape.ts";

/** A formula: an operation on formulas, an input, or a number. Equal ones are one object. */
export interface Expression {
  readonly op: Name | "constant" | "input";
  readonly of: readonly Expression[];
  /** A constant's number, an input's index. */
  readonly value: number;
}

const known = new Map<string, Expression>();
const names = new Map<Expression, number>();

function make(op: Expression["op"], of: readonly Expression[] = [], value = 0): Expression {
  const key = `${op} ${value} ${of.map((part) => names.get(part)).join(" ")}`;
  const found = known.get(key) ?? { op, of, value };
  known.set(key, found);
  if (!names.has(found)) names.set(found, names.size);
  return found;
}

/** The i-th input. */
export function input(index: number): Expression {
  return make("input", [], index);
}

/** Formulas as numbers: a step makes the formula of its operands. */
export const formulas: Arithmetic<Expression> = ({ op, constant = 0 }: Step, operands) =>
  make(op, operands, constant);

const isNumber = ({ op, value }: Expression, number: number) =>
  op === "constant" && value === number;
const constant = (number: number) => make("constant", [], number);
const neg = (a: Expression) => isNumber(a, 0) ? a : make("neg", [a]);
const mul = (a: Expression, b: Expression) =>
  isNumber(a, 0) || isNumber(b, 1) ? a : isNumber(b, 0) || isNumber(a, 1) ? b : make("mul", [a, b]);
const add = (a: Expression, b: Expression) =>
  isNumber(a, 0) ? b : isNumber(b, 0) ? a : make("add", [a, b]);
const div = (a: Expression, b: Expression) => isNumber(a, 0) ? a : make("div", [a, b]);

/** The derivative for one input by the rules of the textbook; what is 0 or times 1 is left out. */
export function differentiate(
  e: Expression,
  index: number,
  memo = new Map<Expression, Expression>(),
) {
  const done = memo.get(e);
  if (done) return done;
  const [a, b] = e.of as [Expression, Expression];
  const inner = e.of.map((part) => differentiate(part, index, memo));
  const slope = rule(e, a, b, inner as [Expression, Expression], index);
  memo.set(e, slope);
  return slope;
}

function rule(
  y: Expression,
  a: Expression,
  b: Expression,
  [da, db]: readonly [Expression, Expression],
  index: number,
): Expression {
  switch (y.op) {
    case "input":
      return constant(y.value === index ? 1 : 0);
    case "constant":
      return constant(0);
    case "add":
      return add(da, db);
    case "sub":
      return add(da, neg(db));
    case "mul":
      return add(mul(da, b), mul(a, db));
    case "div":
      return add(div(da, b), neg(div(mul(a, db), mul(b, b))));
    case "neg":
      return neg(da);
    case "exp":
      return mul(y, da);
    case "log":
      return div(da, a);
    case "sqrt":
      return div(da, mul(constant(2), y));
    case "sin":
      return mul(make("cos", [a]), da);
    case "cos":
      return neg(mul(make("sin", [a]), da));
    case "tanh":
      return mul(add(constant(1), neg(mul(y, y))), da);
  }
}

/** Nodes of a formula written out, every part as often as it is mentioned. */
export function countWrittenOut(e: Expression, memo = new Map<Expression, bigint>()): bigint {
  const done = memo.get(e);
  if (done !== undefined) return done;
  const count = e.of.reduce((total, part) => total + countWrittenOut(part, memo), 1n);
  memo.set(e, count);
  return count;
}

/** Nodes of a formula when equal parts are written once. */
export function countShared(e: Expression, seen = new Set<Expression>()): number {
  if (seen.has(e)) return 0;
  seen.add(e);
  return e.of.reduce((total, part) => total + countShared(part, seen), 1);
}

/** The value of a formula. */
export function valueOf(e: Expression, x: readonly number[], memo = new Map<Expression, number>()) {
  const done = memo.get(e);
  if (done !== undefined) return done;
  const { op, of, value } = e;
  const result: number = op === "input"
    ? x[value]!
    : numbers({ op, of: [], constant: value }, of.map((part) => valueOf(part, x, memo)));
  memo.set(e, result);
  return result;
}
