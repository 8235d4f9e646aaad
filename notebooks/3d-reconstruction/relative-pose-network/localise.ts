import { type Line, medianQuaternion, meetLines } from "@rederive/lib/averaging";
import { apply, multiply, norm, type Pose, subtract, transpose } from "@rederive/lib/geometry";

/** A picture of the database beside the query: where it is, and what is said of the pair. */
export interface Clue {
  /** The picture's camera in the room. */
  readonly picture: Pose;
  /** The query's camera in the picture's frame, its translation of any length. */
  readonly queryInPicture: Pose;
}

/** The query's pose in the room: a median of rotations, and the point near all directions. */
export function localise(clues: readonly Clue[]): Pose {
  const rotation = medianQuaternion(
    clues.map(({ picture, queryInPicture }) => multiply(picture.rotation, queryInPicture.rotation)),
  );
  const lines = clues.map(({ picture, queryInPicture }): Line => ({
    point: picture.translation,
    direction: apply(picture.rotation, queryInPicture.translation),
  }));
  return { rotation, translation: meetLines(lines).point };
}

/** The places of pictures in order of how little their patches differ from the query's. */
export function retrieve(
  query: Float32Array,
  pictures: readonly Float32Array[],
): number[] {
  const differences = pictures.map((each) =>
    each.reduce((sum, v, i) => sum + (v - query[i]!) ** 2, 0)
  );
  return pictures.map((_, i) => i).sort((a, b) => differences[a]! - differences[b]!);
}

/** How far a camera is from another, and by what angle they are turned. */
export function apart(a: Pose, b: Pose): { distance: number; turn: number } {
  const turned = multiply(transpose(a.rotation), b.rotation);
  const cosine = (turned[0] + turned[4] + turned[8] - 1) / 2;
  return {
    distance: norm(subtract(a.translation, b.translation)),
    turn: Math.acos(Math.min(1, Math.max(-1, cosine))) * 180 / Math.PI,
  };
}
