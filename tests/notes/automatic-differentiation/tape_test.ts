import { deepStrictEqual as deepEqual } from "node:assert/strict";
import {
  numbers,
  outputsOf,
  run,
  write,
} from "../../../notebooks/training-and-optimisation/automatic-differentiation/tape.ts";

const tape = write(2, (w, [x, y]) => [w.sub(w.mul(x!, y!), 3), w.div(w.neg(x!), w.exp(y!))]);

Deno.test("steps are written in order, each with its operands' places", () => {
  deepEqual(tape.steps.map(({ op, of }) => `${op} ${of.join(" ")}`.trim()), [
    "mul 0 1",
    "constant",
    "sub 2 3",
    "neg 0",
    "exp 1",
    "div 5 6",
  ]);
  deepEqual(tape.outputs, [4, 7]);
});

Deno.test("a tape runs as the expression would", () => {
  deepEqual(outputsOf(tape, run(tape, numbers, [2, 0.5])), [-2, -2 / Math.exp(0.5)]);
});
