import { ok, strictEqual as equal } from "node:assert/strict";
import {
  countShared,
  countWrittenOut,
  differentiate,
  type Expression,
  formulas,
  input,
  valueOf,
} from "../../../notebooks/training-and-optimisation/automatic-differentiation/expression.ts";
import {
  numbers,
  run,
  type Tape,
  write,
} from "../../../notebooks/training-and-optimisation/automatic-differentiation/tape.ts";

const formulaOf = (tape: Tape) =>
  run(tape, formulas, Array.from({ length: tape.inputs }, (_, i) => input(i)))[tape.outputs[0]!]!;

const everything = write(2, (w, [x, y]) => {
  const a = w.div(w.sin(w.mul(x!, y!)), w.add(w.exp(y!), 2));
  const b = w.sqrt(w.add(w.cos(x!), w.log(w.add(x!, 3))));
  return w.tanh(w.sub(w.mul(a, b), w.neg(y!)));
});

Deno.test("every rule of the textbook agrees with central differences", () => {
  const x = [0.7, 0.4];
  const f = (at: number[]) => run(everything, numbers, at).at(-1)!;
  const formula = formulaOf(everything);
  equal(valueOf(formula, x), f(x));
  for (const i of [0, 1]) {
    const [up, down] = [1e-5, -1e-5].map((h) => f(x.map((v, k) => k === i ? v + h : v)));
    const slope = valueOf(differentiate(formula, i), x);
    ok(Math.abs(slope - (up! - down!) / 2e-5) < 1e-9, `${slope}`);
  }
});

Deno.test("equal parts are one, and counts tell written out from shared", () => {
  const y = formulaOf(write(1, (w, [x]) => w.mul(w.sin(x!), w.sin(x!))));
  equal(countWrittenOut(y), 5n);
  equal(countShared(y), 3);
  const count = (e: Expression): number => e.of.reduce((total, part) => total + count(part), 1);
  const slope = differentiate(formulaOf(everything), 0);
  equal(Number(countWrittenOut(slope)), count(slope), "as counted one by one");
  ok(countShared(slope) < count(slope));
});

Deno.test("what is 0 or times 1 is not written", () => {
  const slope = differentiate(formulaOf(write(2, (w, [x, y]) => w.add(w.mul(x!, y!), 7))), 0);
  equal(slope, input(1));
});
