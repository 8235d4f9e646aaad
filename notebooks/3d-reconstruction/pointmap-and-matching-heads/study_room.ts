import { transformPoint } from "@rederive/lib/geometry";
import type { Gpu } from "@rederive/lib/gpu";
import { foldIn, key, stream } from "@rederive/lib/random";
import type { SceneView } from "@rederive/lib/scene";
import { CHANNELS, featuresOf } from "./features.ts";
import { pointsIn, withFeatures } from "./load.ts";
import { describe, makeMatchingHead, trainMatchingHead } from "./matching_head.ts";
import { readPoints, trainPointHead } from "./point_head.ts";
import { missesBy, withHead } from "./recall.ts";
import { openRoom } from "./rooms.ts";
import { applyHead } from "./train_head.ts";

/** What two heads do in one room, on views between those they were trained on. */
export interface Study {
  /** Mean distance of a predicted point from the true one, in metres. */
  readonly error: number;
  /** The same for the mean of all training points. */
  readonly guess: number;
  /** The mean error of the third of all pixels with the highest confidence. */
  readonly sure: number;
  /** Of the third with the lowest. */
  readonly unsure: number;
  /** Pixels off, for the true pairs of held-out views: by points, by descriptors, by those of an
   * untrained head, and by those of a head that was trained on partners dealt out at random. */
  readonly byPoints: readonly number[];
  readonly byDescriptors: readonly number[];
  readonly byUntrained: readonly number[];
  readonly byMismatched: readonly number[];
  /** One view that was held out, with what was predicted for it: points in the world. */
  readonly view: SceneView;
  readonly predicted: readonly number[];
  readonly confidence: readonly number[];
  readonly errors: readonly number[];
}

/** How a room is studied; `dealt`: points are dealt out at random among pixels of training views. */
export interface StudyOptions {
  readonly seed: number;
  readonly steps: number;
  readonly dealt?: boolean;
}

/** Trains both heads in a room and asks them about places between. */
export async function studyRoom(
  gpu: Gpu,
  { seed, steps, dealt = false }: StudyOptions,
): Promise<Study> {
  const room = await openRoom(gpu, { seed, places: 32 });
  const [seen, held] = [0, 1].map((odd) => room.filter((_, n) => n % 2 === odd)) as [
    SceneView[],
    SceneView[],
  ];
  const frame = room[0]!;
  const truth = seen.map((view) => pointsIn(frame, view));
  const { scale, middle } = measure(truth);
  const features = await featuresOf(gpu, seen);
  const random = stream(foldIn(key(seed), 65));
  const pointed = features.map((own, n) => ({
    features: own,
    points: dealt ? shuffled(truth[n]!, random) : truth[n]!,
  }));
  using points = await trainPointHead(gpu, pointed, { seed, steps, scale });
  using untrained = makeMatchingHead(gpu, { seed });
  const heldFeatures = await featuresOf(gpu, held);
  const heldPairs = dealt ? [] : withFeatures(held, heldFeatures); // then only points are of interest
  const trainOn = async (mismatched: boolean) =>
    dealt
      ? undefined
      : await trainMatchingHead(gpu, withFeatures(seen, features), { seed, steps, mismatched });
  using trained = await trainOn(false);
  using mistaught = await trainOn(true);

  const outputs: Float32Array[] = [];
  for (const rows of heldFeatures) {
    outputs.push(await applyHead(gpu, (x) => points.forward(x), { rows, width: CHANNELS }));
  }
  const pixels = held.flatMap((view, n) => judgePixels(outputs[n]!, pointsIn(frame, view), scale));
  const sorted = pixels.toSorted((a, b) => b.confidence - a.confidence);
  const third = Math.floor(pixels.length / 3);
  const misses = (forward: Parameters<typeof withHead>[1]) =>
    missesBy(gpu, heldPairs, withHead(gpu, forward));
  const first = pixels.slice(0, outputs[0]!.length / 4);
  return {
    error: meanError(pixels),
    guess: meanError(held.flatMap((view) => guessed(middle, pointsIn(frame, view)))),
    sure: meanError(sorted.slice(0, third)),
    unsure: meanError(sorted.slice(-third)),
    byPoints: await misses((x) => readPoints(points.forward(x)).points),
    byDescriptors: await misses(describe(trained ?? untrained)),
    byUntrained: await misses(describe(untrained)),
    byMismatched: await misses(describe(mistaught ?? untrained)),
    view: held[0]!,
    predicted: first.flatMap(({ point }) => transformPoint(frame.pose, point)),
    confidence: first.map(({ confidence }) => confidence),
    errors: first.map(({ error }) => error),
  };
}

interface Judged {
  readonly point: readonly [number, number, number];
  readonly error: number;
  readonly confidence: number;
}

/** Points in metres, their distances from the true ones, and what the head gives for confidence. */
function judgePixels(outputs: Float32Array, truth: Float32Array, scale: number): Judged[] {
  return Array.from({ length: truth.length / 3 }, (_, i) => {
    const point = [0, 1, 2].map((k) => scale * outputs[4 * i + k]!) as [number, number, number];
    return { point, error: away(point, truth, i), confidence: 1 + Math.exp(outputs[4 * i + 3]!) };
  });
}

function guessed(point: readonly [number, number, number], truth: Float32Array): Judged[] {
  return Array.from({ length: truth.length / 3 }, (_, i) => {
    return { point, error: away(point, truth, i), confidence: 1 };
  });
}

function away(point: readonly number[], truth: Float32Array, i: number): number {
  return Math.hypot(...point.map((x, k) => x - truth[3 * i + k]!));
}

function meanError(pixels: readonly Judged[]): number {
  return pixels.reduce((sum, { error }) => sum + error, 0) / pixels.length;
}

/** Mean distance from the frame's origin, and the mean point. */
function measure(views: readonly Float32Array[]) {
  let [count, length] = [0, 0];
  const middle: [number, number, number] = [0, 0, 0];
  for (const points of views) {
    for (let i = 0; i < points.length; i += 3) {
      const own = points.subarray(i, i + 3);
      count++;
      length += Math.hypot(...own);
      own.forEach((x, k) => middle[k as 0 | 1 | 2] += x);
    }
  }
  const [x, y, z] = middle;
  return { scale: length / count, middle: [x / count, y / count, z / count] as const };
}

function shuffled(
  points: Float32Array,
  random: { shuffle<T>(items: Iterable<T>): T[] },
): Float32Array<ArrayBuffer> {
  const order = random.shuffle(Array(points.length / 3).keys());
  return Float32Array.from(points, (_, n) => points[3 * order[Math.floor(n / 3)]! + n % 3]!);
}
