import { IDENTITY, norm, type Pose, scale, type Vec3 } from "../geometry/mod.ts";
import type { Scene, Shape, Solid } from "./scene.ts";

const KINDS = ["sphere", "cylinder", "box", "plane"];
const PATTERNS = ["plain", "checker", "stripes", "noise"];
const MOST_SOLIDS = 1024;
const WORDS = 28; // of `Solid` in cast_rays.wgsl

const AT_HOME: Pose = { rotation: IDENTITY, translation: [0, 0, 0] };

/** A scene as `cast_rays.wgsl` reads it, solids sorted by kind; throws unless it is one. */
export function packScene({ solids, light = [0, 0, 1], ambient = 0.4 }: Scene): {
  solids: Float32Array<ArrayBuffer>;
  /** Where spheres, cylinders, boxes and planes end. */
  ends: number[];
  light: Vec3;
  ambient: number;
} {
  if (solids.length > MOST_SOLIDS) {
    refuse(`${solids.length} solids`, `at most ${MOST_SOLIDS}`);
  }
  if (!(ambient >= 0 && ambient <= 1)) refuse(`ambient is ${ambient}`, "a share from 0 to 1");
  const length = norm(light);
  if (!(length > 0 && length < Infinity)) refuse(`light is [${light}]`, "a direction");
  solids.forEach(checkSolid);
  const byKind = KINDS.map((kind) =>
    solids.flatMap((solid, i) => solid.shape.kind === kind ? [{ solid, id: i + 1 }] : [])
  );
  const packed = new Float32Array(Math.max(1, solids.length) * WORDS);
  byKind.flat().forEach((each, i) => packSolid(packed, i * WORDS, each));
  const ends = KINDS.map((_, kind) => byKind.slice(0, kind + 1).flat().length);
  return { solids: packed, ends, light: scale(light, 1 / length), ambient };
}

function packSolid(
  packed: Float32Array<ArrayBuffer>,
  at: number,
  { solid: { shape, paint, pose = AT_HOME }, id }: { solid: Solid; id: number },
): void {
  const { rotation: r, translation } = pose;
  const axis = (k: 0 | 1 | 2) => [r[k], r[3 + k]!, r[6 + k]!];
  const { colour, other = [0, 0, 0], pattern = "plain", cell = 1 } = paint;
  const rows = [translation, extentOf(shape), axis(0), axis(1), axis(2), colour, other];
  rows.forEach((row, i) => packed.set(row, at + 4 * i));
  packed[at + 11] = cell;
  const words = new Uint32Array(packed.buffer);
  words[at + 3] = id;
  words[at + 7] = PATTERNS.indexOf(pattern);
}

/** How far a shape reaches from its middle. */
function extentOf(shape: Shape): Vec3 {
  switch (shape.kind) {
    case "sphere":
      return [shape.radius, shape.radius, shape.radius];
    case "cylinder":
      return [shape.radius, shape.radius, shape.height / 2];
    case "box":
      return scale(shape.size, 1 / 2);
    case "plane":
      return [0, 0, 0];
  }
}

function checkSolid({ shape, paint: { cell = 1 } }: Solid, i: number): void {
  const isSize = (x: number) => x > 0 && x < Infinity;
  if ("radius" in shape && !isSize(shape.radius)) {
    refuse(`the radius of solid ${i} is ${shape.radius}`, "one above 0");
  }
  if (shape.kind === "cylinder" && !isSize(shape.height)) {
    refuse(`the height of solid ${i} is ${shape.height}`, "one above 0");
  }
  if (shape.kind === "box" && !shape.size.every(isSize)) {
    refuse(`the size of solid ${i} is [${shape.size}]`, "edges above 0");
  }
  if (!isSize(cell)) refuse(`the cell of solid ${i} is ${cell}`, "one above 0");
}

function refuse(state: string, wanted: string): never {
  throw new RangeError(`Cannot cast rays: ${state}, wanted ${wanted}`);
}
