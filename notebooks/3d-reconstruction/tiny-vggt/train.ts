import { adamW, cosine } from "@rederive/lib/optim";
import { foldIn, key, stream } from "@rederive/lib/random";
import {
  abs,
  add,
  evaluate,
  grad,
  mean,
  readMany,
  recordStep,
  sub,
  tensor,
} from "@rederive/lib/tensor";
import type { TinyVggt } from "./model.ts";
import { type Pairs, PATCHES, PIXELS, PLACES, SIZES } from "./room_pairs.ts";

const BATCH = 8;

/** Losses of depths, points and cameras, now and then. */
export type Losses =
  readonly (readonly [step: number, depth: number, point: number, camera: number])[];

/** AdamW on random pairs: the mean absolute errors of the three outputs, added. */
export async function train(
  net: TinyVggt,
  pairs: Pairs,
  { seed, steps }: { seed: number; steps: number },
): Promise<Losses> {
  const random = stream(foldIn(key(seed), 9));
  const next = () => pick(pairs, Array.from({ length: BATCH }, () => random.integer(pairs.count)));
  const first = next();
  const { gpu } = net;
  using patches = tensor(gpu, first.patches, { shape: [BATCH, 2, PATCHES, PIXELS] });
  using depths = tensor(gpu, first.depths, { shape: [BATCH, 2, PATCHES, PLACES] });
  using points = tensor(gpu, first.points, { shape: [BATCH, 2, PATCHES, 3 * PLACES] });
  using cameras = tensor(gpu, first.cameras, { shape: [BATCH, 6] });
  using optimizer = adamW(net.parameters(), { learningRate: 0.004, weightDecay: 0.01 });
  const scale = cosine({ steps, warmup: 20 });
  using step = await recordStep(gpu, async () => {
    const told = net.forward(patches);
    const depth = mean(abs(sub(told.depths, depths)));
    const point = mean(abs(sub(told.points, points)));
    const camera = mean(abs(sub(told.cameras, cameras)));
    const slopes = grad(add(add(depth, point), camera), net.parameters());
    await evaluate([depth, point, camera, ...slopes]);
    await optimizer.step(slopes, { scale });
    return { depth, point, camera };
  }, { inputs: { patches, depths, points, cameras } });
  const losses: [number, number, number, number][] = [];
  for (let i = 1; i < steps; i++) {
    await step.run(next());
    if (i % 20 !== 19) continue;
    const [depth, point, camera] = await readMany(Object.values(step.outputs));
    losses.push([i + 1, depth![0]!, point![0]!, camera![0]!]);
  }
  return losses;
}

/** Some of the pairs. */
export function pick(pairs: Pairs, which: readonly number[]): Omit<Pairs, "count"> {
  const taken = (name: keyof typeof SIZES) => {
    const size = SIZES[name];
    const some = new Float32Array(which.length * size);
    which.forEach((from, to) =>
      some.set(pairs[name].subarray(from * size, (from + 1) * size), to * size)
    );
    return some;
  };
  return {
    patches: taken("patches"),
    depths: taken("depths"),
    points: taken("points"),
    cameras: taken("cameras"),
  };
}
