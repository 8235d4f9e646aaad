import { ok } from "node:assert/strict";
import { learnFlow, sampleFlow } from "../../../notebooks/learning/learning-in-llm-era/flow.ts";
import {
  forward,
  learn,
  makeNet,
} from "../../../notebooks/learning/learning-in-llm-era/small_net.ts";

Deno.test("the gradient is that of finite differences", () => {
  const net = makeNet([3, 5, 4, 2], 1);
  const x = Float64Array.of(0.1, -0.4, 0.7, 1.1, 0.2, -0.9);
  const loss = () => forward(net, x, 2).at(-1)!.reduce((sum, v, i) => sum + (v - i) ** 2, 0);
  const before = net.weights.slice();
  const values = forward(net, x, 2);
  learn(net, values, values.at(-1)!.map((v, i) => 2 * (v - i)), 2, 1e-3);
  const gradient = net.gradient.slice();
  for (let i = 0; i < before.length; i++) {
    const at = (h: number) => {
      net.weights.set(before);
      net.weights[i]! += h;
      return loss();
    };
    const slope = (at(1e-5) - at(-1e-5)) / 2e-5;
    ok(
      Math.abs(slope - gradient[i]!) < 1e-7 * (1 + Math.abs(slope)),
      `${i}: ${gradient[i]}, ${slope}`,
    );
  }
});

Deno.test("the first step of Adam has the length of the rate, against the gradient", () => {
  const net = makeNet([1, 1], 2);
  const before = net.weights.slice();
  learn(net, forward(net, Float64Array.of(2), 1), Float64Array.of(-3), 1, 0.01);
  net.weights.forEach((w, i) => ok(Math.abs(w - before[i]! - 0.01) < 1e-9));
});

Deno.test("a flow that has seen one point goes there", () => {
  const net = learnFlow(() => ({ point: [0.5, -0.25] }), { steps: 150, seed: 0 });
  for (const [x, y] of sampleFlow(net, [[], [], []], 1)) {
    ok(Math.hypot(x - 0.5, y + 0.25) < 0.05, `${x}, ${y}`);
  }
});
