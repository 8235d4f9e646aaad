import { apply, expRotation, multiply, type Pose, type Vec3 } from "@rederive/lib/geometry";
import type { Gpu } from "@rederive/lib/gpu";
import { foldIn, key, stream } from "@rederive/lib/random";
import type { Scene } from "@rederive/lib/scene";
import { retrieve } from "./localise.ts";
import { anyCamera, type Pairs, patchesOf, takePairs } from "./views.ts";

/** Queries, and pairs of each with the pictures it retrieves. */
export interface Search {
  /** The true poses of the queries. */
  readonly queries: readonly Pose[];
  /** `most` pairs a query, the best first: a picture of the database, then the query. */
  readonly pairs: Pairs;
}

/** A database of pictures of a room, queries, and what each retrieves by its pixels. */
export async function searchRoom(
  gpu: Gpu,
  room: Scene,
  { pictures, queries, most, seed }: {
    pictures: number;
    queries: number;
    most: number;
    seed: number;
  },
): Promise<Search> {
  const random = stream(foldIn(key(seed), 6));
  const [known, asked] = [pictures, queries].map((count) =>
    Array.from({ length: count }, () => anyCamera(random))
  ) as [Pose[], Pose[]];
  const seen = await patchesOf(gpu, room, [...known, ...asked]);
  const of = (i: number) => seen.subarray(768 * i, 768 * (i + 1));
  const cameras = asked.flatMap((query, q) =>
    retrieve(of(pictures + q), known.map((_, i) => of(i))).slice(0, most)
      .map((i): [Pose, Pose] => [known[i]!, query])
  );
  return { queries: asked, pairs: await takePairs(gpu, room, cameras) };
}

/** The true pose of each second camera in the first, with noise of the rotation and of the direction. */
export function relativeTo(
  { relative }: Pairs,
  { noise, seed }: { noise: number; seed: number },
): Pose[] {
  const random = stream(foldIn(key(seed), 7));
  const turn = () => {
    const vector: Vec3 = [random.normal(), random.normal(), random.normal()];
    return expRotation([noise * vector[0], noise * vector[1], noise * vector[2]]);
  };
  return relative.map(([{ rotation, translation }]) => ({
    rotation: multiply(rotation, turn()),
    translation: apply(turn(), translation),
  }));
}
