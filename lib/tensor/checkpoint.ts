import { graphOrder } from "./graph_order.ts";
import { withTracking } from "./no_grad.ts";
import { pullBack } from "./pull_back.ts";
import { record } from "./recipe.ts";
import { viewOf } from "./storage.ts";
import { countWritten, type Tensor } from "./tensor.ts";

/**
 * The result of `work`, of which the way back keeps nothing: it does the work again when it comes to
 * it. What `work` uses and did not make itself is kept, and gets its derivatives as ever: less memory
 * for more computing. `work` has to write down the same computation each time it is called.
 *
 * The derivatives are those without it; a tensor used in several checkpoints gets its shares summed
 * in another order.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { checkpoint, grad, mul, read, sum, tanh, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(0.1, 0.2));
 * using w = tensor(gpu, Float32Array.of(3, 4));
 * const twice = () => tanh(mul(w, tanh(mul(w, x))));
 * const [kept] = grad(sum(twice()), [w]);
 * const [again] = grad(sum(checkpoint(twice)), [w]);
 * deepEqual(await read(again!), await read(kept!));
 * ```
 */
export function checkpoint(work: () => Tensor): Tensor {
  const start = countWritten();
  const isOutside = (tensor: { serial: number }) => tensor.serial < start;
  const result = work();
  const used = graphOrder([result], (each) => isOutside(each) ? [] : each.recipe?.inputs ?? [])
    .filter(isOutside);
  const givers = used.filter((each): each is Tensor => each.type === "f32");
  return record({
    name: "checkpoint",
    shape: result.shape,
    run: (_, [value]) => Promise.resolve(viewOf(value!, {})),
    f64: ([value]) => value!.values,
    vjp: (g) => [undefined, ...pullBack(withTracking(work), givers, g, { cut: true })],
  }, [result, ...givers]);
}
