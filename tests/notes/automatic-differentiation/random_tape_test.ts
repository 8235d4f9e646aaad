import { deepStrictEqual as deepEqual, ok } from "node:assert/strict";
import {
  randomTape,
} from "../../../notebooks/training-and-optimisation/automatic-differentiation/random_tape.ts";
import {
  numbers,
  run,
} from "../../../notebooks/training-and-optimisation/automatic-differentiation/tape.ts";

Deno.test("every step is used, every input matters, no number is extreme", () => {
  for (let seed = 0; seed < 50; seed++) {
    const { tape, x } = randomTape(seed);
    const used = new Set(tape.steps.flatMap(({ of }) => of));
    const last = tape.inputs + tape.steps.length - 1;
    for (let place = 0; place < last; place++) {
      ok(used.has(place), `seed ${seed}: ${place} is idle`);
    }
    deepEqual(tape.outputs, [last]);
    const values = run(tape, numbers, x);
    for (const value of values.slice(0, 15)) ok(Math.abs(value) >= 0.25 && Math.abs(value) <= 4);
    for (const [i, v] of x.entries()) {
      ok(Math.fround(v) === v, "an input that f32 has too");
      const end = run(tape, numbers, x.with(i, v + 1 / 64)).at(-1)!;
      ok(Math.abs(end - values.at(-1)!) > 1e-4, `seed ${seed}: input ${i} does not matter`);
    }
  }
});

Deno.test("a seed draws the same tape again, another seed another", () => {
  deepEqual(randomTape(3), randomTape(3));
  ok(JSON.stringify(randomTape(3)) !== JSON.stringify(randomTape(4)));
});
