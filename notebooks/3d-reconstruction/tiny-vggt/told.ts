import { noGrad, openScope, readMany, tensor } from "@rederive/lib/tensor";
import type { TinyVggt } from "./model.ts";
import { type Pairs, PATCHES, PIXELS, SIZES } from "./room_pairs.ts";

/** What is told of pairs: by a network, or by a rule. */
export type Lists = Record<"depths" | "points" | "cameras", Float32Array>;

/** What a network says, given the pictures in some order: pair i gets those of pair `order(i)`. */
export async function tell(
  net: TinyVggt,
  { patches, count }: Pairs,
  order: (i: number) => number = (i) => i,
): Promise<Lists> {
  using _scope = openScope(net.gpu);
  const size = SIZES.patches;
  const given = new Float32Array(patches.length);
  for (let i = 0; i < count; i++) {
    given.set(patches.subarray(order(i) * size, (order(i) + 1) * size), i * size);
  }
  const x = tensor(net.gpu, given, { shape: [count, 2, PATCHES, PIXELS] });
  const told = noGrad(() => net.forward(x));
  const lists = await readMany([told.depths, told.points, told.cameras]);
  const [depths, points, cameras] = lists as [Float32Array, Float32Array, Float32Array];
  return { depths, points, cameras };
}

/** The mean of all pairs, said of each of `count`: what can be said without a look at the pictures. */
export function meanOf(pairs: Pairs, count: number): Lists {
  const of = (name: "depths" | "points" | "cameras") => {
    const size = SIZES[name];
    const means = new Float64Array(size);
    pairs[name].forEach((v, i) => means[i % size]! += v / pairs.count);
    return Float32Array.from({ length: count * size }, (_, i) => means[i % size]!);
  };
  return { depths: of("depths"), points: of("points"), cameras: of("cameras") };
}
