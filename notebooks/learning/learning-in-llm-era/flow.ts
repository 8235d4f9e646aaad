import { foldIn, key, type Stream, stream } from "@rederive/lib/random";
import { forward, learn, makeNet, type Net } from "./small_net.ts";

/** A point of the plane. */
export type Point = readonly [x: number, y: number];

/** Draws a point to learn from, and what is asked for with it, if anything is. */
export type Target = (random: Stream) => { point: Point; condition?: readonly number[] };

/** How long the flow learns. */
export interface FlowOptions {
  steps: number;
  seed: number;
  /** Numbers in a condition; 0 unless given. */
  conditions?: number;
}

const BATCH = 128;
const WIDTH = 32;
const EULER = 20;

/**
 * Flow matching: noise x0 is carried to a target x1 along a straight line. From a point
 * x = (1 - t) x0 + t x1 on it, the time t, and the condition, a network learns where the line ends; the
 * velocity there is (end - x) / (1 - t).
 */
export function learnFlow(target: Target, { steps, seed, conditions = 0 }: FlowOptions): Net {
  const random = stream(foldIn(key(seed), 1));
  const C = 3 + conditions;
  const net = makeNet([C, WIDTH, WIDTH, 2], seed);
  for (let i = 0; i < steps; i++) {
    const [x, wanted] = [new Float64Array(BATCH * C), new Float64Array(BATCH * 2)];
    for (let row = 0; row < BATCH; row++) {
      const { point, condition = [] } = target(random);
      const noise = [random.normal(), random.normal()];
      const t = random.uniform();
      x.set([...[0, 1].map((k) => (1 - t) * noise[k]! + t * point[k]!), t, ...condition], row * C);
      wanted.set(point, row * 2);
    }
    const values = forward(net, x, BATCH);
    const slope = values.at(-1)!.map((v, k) => 2 * (v - wanted[k]!) / (BATCH * 2));
    // a rate that falls to a tenth, so that the end is calm
    learn(net, values, slope, BATCH, 0.006 * 0.1 ** (i / steps));
  }
  return net;
}

/** Points that the flow makes of noise, in 20 steps of Euler. */
export function sampleFlow(
  net: Net,
  conditions: readonly (readonly number[])[],
  seed: number,
): Point[] {
  const random = stream(foldIn(key(seed), 2));
  const rows = conditions.length;
  const C = net.sizes[0]!;
  const at = Float64Array.from({ length: rows * 2 }, () => random.normal());
  for (let i = 0; i < EULER; i++) {
    const x = new Float64Array(rows * C);
    conditions.forEach((condition, row) =>
      x.set([at[2 * row]!, at[2 * row + 1]!, i / EULER, ...condition], row * C)
    );
    // a step of 1 / EULER along the velocity; the last one reaches the end
    forward(net, x, rows).at(-1)!.forEach((end, k) => at[k]! += (end - at[k]!) / (EULER - i));
  }
  return conditions.map((_, row) => [at[2 * row]!, at[2 * row + 1]!]);
}
