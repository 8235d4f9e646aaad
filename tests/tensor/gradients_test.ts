import { ok } from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import type { Gpu } from "@rederive/lib/gpu";
import * as t from "@rederive/lib/tensor";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";
import { type Chain, chains, inputsOf, uniform, weighed } from "./chains.ts";

// Chains are a few operations of numbers near 1: a few hundred roundings at most, exp() of 80 never.
const ON_GPU = { abs: 2e-5, rel: 2e-5 };
// sin() and cos() promise 2^-11 in WGSL.
const CIRCULAR = { abs: 2 ** -9, rel: 2 ** -9 };
// The five-point difference: h^4 / 30 of a fifth derivative and 1e-16 / h, both below this.
const BY_DIFFERENCES = { abs: 1e-9, rel: 1e-8 };

/** All leaves under a tensor. */
function leavesOf(root: t.Tensor): t.Tensor[] {
  const found = new Set<t.Tensor>();
  const seen = new Set<unknown>();
  const visit = (tensor: t.Tensor) => {
    if (seen.has(tensor)) return;
    seen.add(tensor);
    if (!tensor.recipe) found.add(tensor);
    for (const input of tensor.recipe?.inputs ?? []) visit(input as t.Tensor);
  };
  visit(root);
  return [...found];
}

async function checkChain(gpu: Gpu, chain: Chain): Promise<void> {
  using _scope = t.openScope(gpu);
  const inputs = inputsOf(gpu, chain);
  const y = chain.of(...inputs);
  const loss = weighed(gpu, y);
  const slopes = t.grad(loss, inputs);
  const vectors = inputs.map((input, i) => uniform(gpu, input.shape, { seed: 100 + i }));
  const second = t.hvp(loss, inputs, vectors);
  const forward = t.jvp(y, inputs, vectors);
  const everything = [y, forward, ...slopes, ...second];
  const values = await t.values64([
    ...new Set([...everything.flatMap(leavesOf), ...inputs, ...vectors]),
  ]);
  const moves = new Map(inputs.map((input, i) => [input, values.get(vectors[i]!)!]));

  for (const [i, input] of inputs.entries()) {
    const numbers = Float64Array.from({ length: input.size }, (_, k) => {
      const unit = new Float64Array(input.size).fill(1, k, k + 1);
      return t.difference64(loss, values, new Map([[input, unit]]))[0]!;
    });
    assertClose(t.evaluate64(slopes[i]!, values), numbers, BY_DIFFERENCES);
    const turned = t.difference64(slopes[i]!, values, moves);
    assertClose(t.evaluate64(second[i]!, values), turned, BY_DIFFERENCES);
  }
  assertClose(t.evaluate64(forward, values), t.difference64(y, values, moves), BY_DIFFERENCES);

  const got = await t.readMany(everything);
  const tolerance = ["sin", "cos"].includes(chain.name) ? CIRCULAR : ON_GPU;
  for (const [i, each] of everything.entries()) {
    const want = t.evaluate64(each, values);
    const scale = Math.max(1, ...want.map(Math.abs));
    assertClose(got[i]!, want, { abs: tolerance.abs * scale, rel: tolerance.rel });
  }
}

for (const chain of chains) {
  gpuTest(
    `${chain.name}: value, gradient, jvp() and hvp() match f64 and central differences`,
    (gpu) => checkChain(gpu, chain),
    { families: /network|concat|pad|slice|attention/.test(chain.name) ? BOTH : ["cpu"] },
  );
}

gpuTest("jacobian() and hessian() hold every derivative", async (gpu) => {
  using _scope = t.openScope(gpu);
  const x = uniform(gpu, [3], { seed: 1 });
  const y = t.sin(t.mul(x, t.reshape(x, [3, 1]))); // (3, 3)
  const values = await t.values64([x]);
  const want = new Float64Array(27);
  for (let k = 0; k < 3; k++) {
    const unit = new Float64Array(3).fill(1, k, k + 1);
    for (const [i, v] of t.difference64(y, values, new Map([[x, unit]])).entries()) {
      want[3 * i + k] = v;
    }
  }
  const full = t.jacobian(y, x);
  ok(full.shape.join() === "3,3,3");
  assertClose(t.evaluate64(full, values), want, BY_DIFFERENCES);
  assertClose(await t.read(full), want, CIRCULAR);
  // By hand: the Hessian of sum x^3 + (sum x)^2 is 6 x on the diagonal and 2 everywhere.
  const h = t.hessian(t.add(t.sum(t.mul(x, t.square(x))), t.square(t.sum(x))), x);
  const at = values.get(x)!;
  const byHand = Array.from({ length: 9 }, (_, i) => 2 + (i % 4 === 0 ? 6 * at[i / 4]! : 0));
  assertClose(await t.read(h), byHand, ON_GPU);
});
