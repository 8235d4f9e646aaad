import type { Vector } from "./rigid.ts";

/** A sphere, cylinder, box or plane in the frame of its pose in the world, and how it is painted. */
export interface CastSolid {
  /** What it is. */
  readonly shape: {
    readonly kind: string;
    readonly radius?: number;
    readonly height?: number;
    readonly size?: Vector;
  };
  /** Its rotation, rows first, and the place of its middle. */
  readonly pose?: { readonly rotation: readonly number[]; readonly translation: Vector };
  /** Two colours, and how they are mixed. */
  readonly paint: {
    readonly colour: Vector;
    readonly other?: Vector;
    readonly pattern?: string;
    readonly cell?: number;
  };
}

/** What a ray meets first. */
export interface CastHit {
  /** One more than the solid's place. */
  id: number;
  /** How many times the ray's direction away. */
  t: number;
  /** Where, in the world. */
  point: number[];
  /** Of length 1, against the ray. */
  normal: number[];
  /** Lit. */
  rgb: number[];
}

/**
 * The first of solids that a ray from `origin` meets beyond t = 1e-4, in f64: spheres and the
 * sides of cylinders by the quadratic formula, boxes face by face, all in the world's coordinates. The light shines from a direction, a
 * share of it from everywhere.
 *
 * @example
 * ```ts
 * import { castRay } from "@rederive/lib/reference";
 * import { strictEqual } from "node:assert/strict";
 *
 * const ball = { shape: { kind: "sphere", radius: 1 }, paint: { colour: [1, 1, 1] } } as const;
 * const hit = castRay([ball], { origin: [0, 0, -4], direction: [0, 0, 1] });
 * strictEqual(hit!.t, 3);
 * ```
 */
export function castRay(
  solids: readonly CastSolid[],
  { origin, direction, light = [0, 0, 1], ambient = 0.4 }: {
    origin: Vector;
    direction: Vector;
    light?: Vector;
    ambient?: number;
  },
): CastHit | null {
  let best: CastHit | null = null;
  for (const [i, solid] of solids.entries()) {
    for (const { t, normal, axis } of crossings(solid, origin, direction)) {
      if (!(t > 1e-4) || (best && t >= best.t)) continue;
      const point = origin.map((x, k) => x + t * direction[k]!);
      const towards = dot(normal, direction) > 0 ? normal.map((x) => -x) : normal;
      const lit = ambient + (1 - ambient) * Math.max(0, dot(towards, light) / Math.hypot(...light));
      const share = mixing(solid, point, { normal, axis, seed: i + 1 });
      const { colour, other = [0, 0, 0] } = solid.paint;
      const rgb = colour.map((x, k) => lit * (x * (1 - share) + other[k]! * share));
      best = { id: i + 1, t, point, normal: towards, rgb };
    }
  }
  return best;
}

/** Where the line of a ray goes through a surface; the axis is that of a face, 3 for none. */
function crossings(solid: CastSolid, o: Vector, d: Vector) {
  const { shape } = solid;
  const { axes, middle } = frameOf(solid);
  const away = o.map((x, k) => x - middle[k]!);
  if (shape.kind === "sphere") {
    const [a, b, c] = [dot(d, d), 2 * dot(away, d), dot(away, away) - shape.radius! ** 2];
    const root = Math.sqrt(b * b - 4 * a * c); // NaN for a miss
    return [(-b - root) / (2 * a), (-b + root) / (2 * a)].map((t) => ({
      t,
      normal: away.map((x, k) => (x + t * d[k]!) / shape.radius!),
      axis: 3,
    }));
  }
  if (shape.kind === "cylinder") return throughCylinder(solid, { away, d });
  const halves = shape.kind === "box" ? shape.size!.map((edge) => edge / 2) : [0, 0, 0];
  const faces = shape.kind === "box" ? [0, 1, 2].flatMap((k) => [[k, 1], [k, -1]]) : [[2, 1]];
  return faces.map(([axis, side]) => {
    const normal = axes[axis!]!.map((x) => side! * x);
    const t = (halves[axis!]! - dot(normal, away)) / dot(normal, d);
    const inside = shape.kind === "plane" ||
      axes.every((line, k) =>
        k === axis || Math.abs(dot(line, away.map((x, j) => x + t * d[j]!))) <= halves[k]!
      );
    return { t: inside ? t : NaN, normal, axis: axis! };
  });
}

/** Through the side, `|(away + t d) x axis| = radius` between the ends, and through the ends. */
function throughCylinder(solid: CastSolid, { away, d }: { away: readonly number[]; d: Vector }) {
  const [radius, half] = [solid.shape.radius!, solid.shape.height! / 2];
  const axis = frameOf(solid).axes[2]!;
  const at = (t: number) => away.map((x, k) => x + t * d[k]!);
  const [p, q] = [cross(away, axis), cross(d, axis)];
  const [a, b, c] = [dot(q, q), 2 * dot(p, q), dot(p, p) - radius ** 2];
  const root = Math.sqrt(b * b - 4 * a * c); // NaN for a miss
  const side = [(-b - root) / (2 * a), (-b + root) / (2 * a)].map((t) => {
    const height = dot(at(t), axis);
    const normal = at(t).map((x, k) => (x - height * axis[k]!) / radius);
    return { t: Math.abs(height) <= half ? t : NaN, normal, axis: 3 };
  });
  const ends = [1, -1].map((way) => {
    const t = (way * half - dot(away, axis)) / dot(d, axis);
    const isInside = Math.hypot(...cross(at(t), axis)) <= radius;
    return { t: isInside ? t : NaN, normal: axis.map((x) => way * x), axis: 2 };
  });
  return [...side, ...ends];
}

/** The share of the other colour at a point of a surface. */
function mixing(
  solid: CastSolid,
  point: readonly number[],
  { normal, axis, seed }: { normal: readonly number[]; axis: number; seed: number },
): number {
  const { pattern = "plain", cell = 1 } = solid.paint;
  const { axes, middle } = frameOf(solid);
  const [x, y, z] = axes.map((line, k) =>
    // across a face: half a cell out of the middle
    k === axis ? dot(line, normal) / 2 : dot(line, point.map((p, j) => p - middle[j]!)) / cell
  ) as [number, number, number];
  const odd = (n: number) => Math.abs(n % 2);
  if (pattern === "checker") return odd(Math.floor(x) + Math.floor(y) + Math.floor(z));
  if (pattern === "stripes") return odd(Math.floor(x + y + z));
  if (pattern === "plain") return 0;
  const blend = (a: number, b: number, at: number) => a + (b - a) * at * at * (3 - 2 * at);
  const [i, j, k] = [Math.floor(x), Math.floor(y), Math.floor(z)];
  const edge = (dj: number, dk: number) =>
    blend(lattice(i, j + dj, k + dk, seed), lattice(i + 1, j + dj, k + dk, seed), x - i);
  return blend(blend(edge(0, 0), edge(1, 0), y - j), blend(edge(0, 1), edge(1, 1), y - j), z - k);
}

/** A number in [0, 1) of a corner, by exact integers modulo 2^32. */
function lattice(x: number, y: number, z: number, seed: number): number {
  const times = (a: bigint, b: bigint) => BigInt.asUintN(32, a * b);
  let h = times(BigInt(x), 73856093n) ^ times(BigInt(y), 19349663n) ^
    times(BigInt(z), 83492791n) ^ times(BigInt(seed), 2654435761n);
  h = times(h ^ (h >> 16n), 0x7feb352dn);
  h = times(h ^ (h >> 15n), 0x846ca68bn);
  h ^= h >> 16n;
  return Number(h >> 8n) / 2 ** 24;
}

function frameOf({ pose }: CastSolid): { axes: number[][]; middle: readonly number[] } {
  const r = pose?.rotation ?? [1, 0, 0, 0, 1, 0, 0, 0, 1];
  const axes = [0, 1, 2].map((k) => [r[k]!, r[3 + k]!, r[6 + k]!]);
  return { axes, middle: pose?.translation ?? [0, 0, 0] };
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a[0]! * b[0]! + a[1]! * b[1]! + a[2]! * b[2]!;
}

function cross(a: readonly number[], b: readonly number[]): number[] {
  return [0, 1, 2].map((k) => {
    const [i, j] = [(k + 1) % 3, (k + 2) % 3];
    return a[i]! * b[j]! - a[j]! * b[i]!;
  });
}
