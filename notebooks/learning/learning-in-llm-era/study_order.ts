import { foldIn, key, stream } from "@rederive/lib/random";
import { forward, learn, makeNet, type Net } from "./small_net.ts";

/** In what order the same exercises are met. */
export type Order = "topic by topic" | "easy to hard" | "shuffled";

interface Exercise {
  topic: number;
  x: readonly number[];
  isTrue: boolean;
  /** Distance from the border: the nearer, the harder. */
  margin: number;
}

const TOPICS = 4;
const EACH = 600;
const BATCH = 16;

// each topic is a corner of the plane with a border of its own
function drawExercises(seed: number, each: number): Exercise[] {
  const random = stream(seed);
  return Array.from({ length: TOPICS * each }, (_, i) => {
    const topic = i % TOPICS;
    const [u, v] = [2 * random.uniform() - 1, 2 * random.uniform() - 1];
    const angle = 0.9 + 2.2 * topic;
    const side = u * Math.cos(angle) + v * Math.sin(angle);
    const x = [u + (topic % 2 ? 1.2 : -1.2), v + (topic < 2 ? 1.2 : -1.2)];
    return { topic, x, isTrue: side > 0, margin: Math.abs(side) };
  });
}

function inOrder(exercises: readonly Exercise[], order: Order, seed: number): Exercise[] {
  const shuffled = stream(foldIn(key(seed), 3)).shuffle(exercises);
  if (order === "topic by topic") return shuffled.sort((a, b) => a.topic - b.topic);
  if (order === "easy to hard") return shuffled.sort((a, b) => b.margin - a.margin);
  return shuffled;
}

const inputs = (some: readonly Exercise[]) => Float64Array.from(some.flatMap(({ x }) => x));

function shareRight(nets: readonly Net[], tests: readonly Exercise[]): number {
  const right = tests.filter((one) => {
    const net = nets[one.topic % nets.length]!;
    return forward(net, inputs([one]), 1).at(-1)![0]! > 0 === one.isTrue;
  });
  return right.length / tests.length;
}

/**
 * A small network meets each exercise once, in the given order; returns the share of new exercises
 * of all topics that it gets right. `apart`: a network for each topic, so that none overwrites another.
 */
export function study(
  order: Order,
  { seed, apart = false }: { seed: number; apart?: boolean },
): number {
  const nets = Array.from({ length: apart ? TOPICS : 1 }, (_, i) => makeNet([2, 24, 1], seed + i));
  const exercises = inOrder(drawExercises(2 * seed, EACH), order, seed);
  for (const [i, net] of nets.entries()) {
    const own = exercises.filter(({ topic }) => topic % nets.length === i);
    for (let start = 0; start < own.length; start += BATCH) {
      const some = own.slice(start, start + BATCH);
      const values = forward(net, inputs(some), some.length);
      // logistic loss
      const slope = Float64Array.from(
        some,
        ({ isTrue }, k) =>
          (1 / (1 + Math.exp(-values.at(-1)![k]!)) - (isTrue ? 1 : 0)) / some.length,
      );
      learn(net, values, slope, some.length, 0.02);
    }
  }
  return shareRight(nets, drawExercises(2 * seed + 1, 100));
}
