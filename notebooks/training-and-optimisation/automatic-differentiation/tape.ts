/** An elementary operation of one or two numbers. */
export type Name =
  | "add"
  | "sub"
  | "mul"
  | "div"
  | "neg"
  | "exp"
  | "log"
  | "sqrt"
  | "sin"
  | "cos"
  | "tanh";

/** One step: an operation on numbers that are there already. */
export interface Step {
  readonly op: Name | "constant";
  /** Places of the operands: the inputs come first, then the steps' results in order. */
  readonly of: readonly number[];
  /** The number of a constant. */
  readonly constant?: number;
}

/** A computation written down step by step. */
export interface Tape {
  readonly inputs: number;
  readonly steps: readonly Step[];
  /** Places of the results. */
  readonly outputs: readonly number[];
}

/** What a step makes of its operands, in some kind of number. */
export type Arithmetic<V> = (step: Step, operands: readonly V[]) => V;

/** What writes steps down: operations that take places, or numbers, and give a place. */
export type Writer = Record<Name, (...operands: Operand[]) => Place>;

/** Where a number is. */
export interface Place {
  readonly place: number;
}

type Operand = Place | number;

const NAMES: readonly Name[] = [
  ...["add", "sub", "mul", "div"] as const,
  ...["neg", "exp", "log", "sqrt", "sin", "cos", "tanh"] as const,
];

/** Writes a computation down: `f` gets its inputs and combines them. */
export function write(
  inputs: number,
  f: (writer: Writer, x: Place[]) => Place | readonly Place[],
): Tape {
  const steps: Step[] = [];
  const add = (step: Step): Place => ({ place: inputs + steps.push(step) - 1 });
  const placeOf = (operand: Operand) =>
    typeof operand === "number"
      ? add({ op: "constant", of: [], constant: operand }).place
      : operand.place;
  const writer = Object.fromEntries(
    NAMES.map((op) => [op, (...operands: Operand[]) => add({ op, of: operands.map(placeOf) })]),
  ) as Writer;
  const results = f(writer, Array.from({ length: inputs }, (_, place) => ({ place })));
  return { inputs, steps, outputs: [results].flat().map(({ place }) => place) };
}

/** Takes the steps in some kind of number: the value at every place. */
export function run<V>(tape: Tape, arithmetic: Arithmetic<V>, x: readonly V[]): V[] {
  const values = [...x];
  for (const step of tape.steps) {
    values.push(arithmetic(step, step.of.map((place) => values[place]!)));
  }
  return values;
}

/** Numbers as a computer has them. */
export const numbers: Arithmetic<number> = ({ op, constant = 0 }, [a = 0, b = 0]) => {
  switch (op) {
    case "constant":
      return constant;
    case "add":
      return a + b;
    case "sub":
      return a - b;
    case "mul":
      return a * b;
    case "div":
      return a / b;
    case "neg":
      return -a;
    default:
      return Math[op](a);
  }
};

/** The results at the outputs. */
export function outputsOf<V>({ outputs }: Tape, values: readonly V[]): V[] {
  return outputs.map((place) => values[place]!);
}
