import { IDENTITY, norm, type Pose, scale, type Vec3 } from "../geometry/mod.ts";
import type { Scene, Solid } from "./scene.ts";

const KINDS = ["sphere", "box", "plane"];
const PATTERNS = ["plain", "checker", "stripes", "noise"];
const MOST_SOLIDS = 1024;
const WORDS = 28; // of `Solid` in cast_rays.wgsl

const AT_HOME: Pose = { rotation: IDENTITY, translation: [0, 0, 0] };

/** A scene as `cast_rays.wgsl` reads it; throws unless it is one. */
export function packScene({ solids, light = [0, 0, 1], ambient = 0.4 }: Scene): {
  solids: Float32Array<ArrayBuffer>;
  light: Vec3;
  ambient: number;
} {
  if (solids.length > MOST_SOLIDS) {
    refuse(`${solids.length} solids`, `at most ${MOST_SOLIDS}`);
  }
  if (!(ambient >= 0 && ambient <= 1)) refuse(`ambient is ${ambient}`, "a share from 0 to 1");
  const length = norm(light);
  if (!(length > 0 && length < Infinity)) refuse(`light is [${light}]`, "a direction");
  const packed = new Float32Array(Math.max(1, solids.length) * WORDS);
  const words = new Uint32Array(packed.buffer);
  for (const [i, solid] of solids.entries()) {
    checkSolid(solid, i);
    const { shape, paint, pose = AT_HOME } = solid;
    const { rotation: r, translation: t } = pose;
    const size = shape.kind === "box" ? shape.size : [0, 0, 0];
    words[i * WORDS] = KINDS.indexOf(shape.kind);
    words[i * WORDS + 1] = PATTERNS.indexOf(paint.pattern ?? "plain");
    packed.set([
      paint.cell ?? 1,
      shape.kind === "sphere" ? shape.radius : 0,
      ...size.map((edge) => edge / 2),
      0,
      ...[0, 1, 2].flatMap((k) => [r[k]!, r[3 + k]!, r[6 + k]!, t[k]!]),
      ...paint.colour,
      0,
      ...(paint.other ?? [0, 0, 0]),
      0,
    ], i * WORDS + 2);
  }
  return { solids: packed, light: scale(light, 1 / length), ambient };
}

function checkSolid({ shape, paint: { cell = 1 } }: Solid, i: number): void {
  const isSize = (x: number) => x > 0 && x < Infinity;
  if (shape.kind === "sphere" && !isSize(shape.radius)) {
    refuse(`the radius of solid ${i} is ${shape.radius}`, "one above 0");
  }
  if (shape.kind === "box" && !shape.size.every(isSize)) {
    refuse(`the size of solid ${i} is [${shape.size}]`, "edges above 0");
  }
  if (!isSize(cell)) refuse(`the cell of solid ${i} is ${cell}`, "one above 0");
}

function refuse(state: string, wanted: string): never {
  throw new RangeError(`Cannot cast rays: ${state}, wanted ${wanted}`);
}
