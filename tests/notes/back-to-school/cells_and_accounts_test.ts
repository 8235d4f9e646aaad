import { strictEqual as equal } from "node:assert/strict";
import { ok } from "node:assert/strict";
import { stream } from "@rederive/lib/random";
import { payGivenUp } from "../../../notebooks/learning/back-to-school/ledger.ts";
import {
  explicit,
  fused,
  randomCell,
  type Solver,
  stepCell,
} from "../../../notebooks/learning/back-to-school/ltc.ts";

const near = (got: number, want: number, by: number) =>
  ok(Math.abs(got - want) <= by, `got ${got}, want ${want} ± ${by}`);

Deno.test("payGivenUp() is the gap times the years, and more with each extra", () => {
  const plain = { salary: 120_000, stipend: 40_000, years: 5.5 };
  near(payGivenUp(plain), 440_000, 1e-6);
  near(payGivenUp({ ...plain, years: 2, benefits: 0.5 }), 280_000, 1e-6);
  near(payGivenUp({ salary: 100, stipend: 0, years: 3, raise: 0.1 }), 100 + 110 + 121, 1e-9);
  // monthly deposits of 1 at a monthly rate q: (q^12 - 1) / (q - 1)
  const q = 1.06 ** (1 / 12);
  near(payGivenUp({ salary: 12, stipend: 0, years: 1, interest: 0.06 }), 0.06 / (q - 1), 1e-12);
  ok(payGivenUp({ ...plain, inflation: 0.03 }) < 440_000);
});

Deno.test("both solvers follow the equation as their steps shrink", () => {
  const gates = [{ open: 0.4, pull: 1.5 }, { open: 0.2, pull: -1 }];
  const [tau, start] = [0.7, 0.3];
  const rate = 1 / tau + 0.6;
  const end = 0.4 / rate; // where the pulls and the leak are even
  const exact = end + (start - end) * Math.exp(-rate);
  const reach = (solver: Solver) => {
    let x = start;
    for (let step = 0; step < 1000; step++) x = solver(x, tau, gates, 1e-3);
    return x;
  };
  near(reach(fused), exact, 1e-3);
  near(reach(explicit), exact, 1e-3);
  ok(reach(fused) !== reach(explicit));
});

Deno.test("stepCell() moves all units at once, and no unit hears itself", () => {
  const cell = randomCell(5, 2, stream(3));
  const [state, input] = [[0.1, -0.2, 0.3, 0, 0.5], [1, -1]];
  const options = { input, dt: 0.5, solver: fused };
  const next = stepCell(cell, state, options);
  equal(next.length, 5);
  cell.synapses.forEach((synapses, unit) => equal(synapses[unit]!.weight, 0));
  const moved = stepCell(cell, state.map((x, i) => i === 2 ? x + 1 : x), options);
  const [others, own] = [next.filter((_, i) => i !== 2), moved.filter((_, i) => i !== 2)];
  ok(others.every((x, i) => x !== own[i]));
});
