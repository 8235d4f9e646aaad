import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { ok } from "node:assert/strict";
import { stream } from "@rederive/lib/random";
import { type Mentor, reportProgress } from "../../../notebooks/learning/yak-shaving/chain.ts";
import { learn } from "../../../notebooks/learning/yak-shaving/learn.ts";
import { planByTrial, planByValues } from "../../../notebooks/learning/yak-shaving/plan.ts";
import { tdLambda } from "../../../notebooks/learning/yak-shaving/td_lambda.ts";

Deno.test("both planners go straight when nobody comments", () => {
  for (const N of [1, 2, 5]) {
    equal(planByValues(N), "→".repeat(N));
    equal(planByTrial(N), "→".repeat(N));
  }
});

Deno.test("both planners find the same plan under comments that lead astray", () => {
  const plans = Array.from({ length: 20 }, (_, seed) => {
    const random = stream(seed);
    const praise = Array.from({ length: 5 }, () => random.uniform() - 0.5);
    const mentor: Mentor = (_from, to) => praise[to]!;
    const plan = planByValues(4, mentor);
    equal(planByTrial(4, mentor), plan, `seed ${seed}`);
    return plan;
  });
  ok(new Set(plans).size > 3, `plans: ${[...new Set(plans)].join(" ")}`);
});

Deno.test("reportProgress() comments by the discounted rise of the potential", () => {
  equal(reportProgress((place) => place)(2, 3), 0.95 * 3 - 2);
});

Deno.test("learn() never beats the way, ends by patience, and is the same for a seed", () => {
  const options = { N: 6, episodes: 15, seed: 3 };
  const steps = learn(options);
  equal(steps.length, 15);
  ok(steps.every((count) => count >= 6 && count <= 2000));
  deepEqual(learn(options), steps);
  const lured = learn({ ...options, patience: 50, mentor: (_from, to) => to === 2 ? 1 : 0 });
  equal(lured.at(-1), 50);
});

Deno.test("learn() with the true values as potential needs no more than its curiosity costs", () => {
  const mentor = reportProgress((place) => place === 6 ? 0 : 0.95 ** (5 - place));
  const steps = learn({ N: 6, episodes: 30, seed: 1, mentor }).slice(5);
  ok(steps.reduce((sum, count) => sum + count, 0) < 1.5 * 25 * 6, steps.join(" "));
});

Deno.test("tdLambda() hands back one place an episode with λ = 0, and all at once with λ = 1", () => {
  const [N, episodes, rate] = [4, 5, 0.5];
  const front = tdLambda({ N, episodes, rate, lambda: 0 }).map((row) =>
    row.findIndex((value) => value > 0)
  );
  deepEqual(front, [3, 2, 1, 0, 0]);
  deepEqual(tdLambda({ N, episodes: 1, rate, lambda: 1 }), [[0.5, 0.5, 0.5, 0.5]]);
  deepEqual(tdLambda({ N, episodes: 1, rate, lambda: 0.5 }), [[0.0625, 0.125, 0.25, 0.5]]);
});
