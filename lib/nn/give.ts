import { assign, evaluate, type Tensor } from "../tensor/mod.ts";

/** Gives tensors elements: other ones, or their first. */
export async function give(
  pairs: readonly (readonly [target: Tensor, source: Tensor])[],
): Promise<void> {
  const empty = pairs.filter(([target]) => !target.storage);
  await assign(pairs.filter(([target]) => target.storage));
  await evaluate(empty.map(([, source]) => source));
  for (const [target, source] of empty) {
    target.store(source.storage!.hold());
    source[Symbol.dispose]();
  }
}
