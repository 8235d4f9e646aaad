import { foldIn, key, type Stream, stream } from "@rederive/lib/random";

/** What can be drawn: the first four are the classes of the task, the others of the pre-training. */
export const SHAPES = [
  "disc",
  "ring",
  "cross",
  "saltire",
  "square",
  "diamond",
  "triangle",
  "corner",
] as const;

/** Pixels along an edge. */
export const SIZE = 16;

/** Pictures, planes of 16 x 16 numbers, three each, and their classes. */
export interface Pictures {
  readonly pixels: Float32Array<ArrayBuffer>;
  readonly classes: Int32Array<ArrayBuffer>;
}

/** Where a shape is, and in which colours: drawn without a look at what the shape is. */
interface Scene {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly ink: readonly number[];
  readonly ground: readonly number[];
}

/** A quarter of the picture. */
export type Corner = "upper left" | "lower right";

/** What of the world is drawn from. */
export interface WorldOptions {
  readonly seed: number;
  /** First of the four shapes: 0, or 4 for those of the pre-training. */
  readonly firstShape?: 0 | 4;
  /** The quarter in which the middle of the shape lies: anywhere unless given. */
  readonly corner?: Corner;
}

/** Independent pictures, each of one of four shapes. */
export function drawPictures(
  count: number,
  { seed, firstShape = 0, corner }: WorldOptions,
): Pictures {
  const random = stream(foldIn(key(seed), 1));
  const classes = Int32Array.from({ length: count }, () => random.integer(4));
  const pixels = new Float32Array(count * 3 * SIZE ** 2);
  classes.forEach((shape, i) =>
    paint(pixels, i, { shape: firstShape + shape, scene: drawScene(random, corner), random })
  );
  return { pixels, classes };
}

/** Every scene with each of the four shapes: place, size and colour say nothing about the class. */
export function drawTest(scenes: number, { seed, firstShape = 0, corner }: WorldOptions): Pictures {
  const random = stream(foldIn(key(seed), 2));
  const classes = Int32Array.from({ length: 4 * scenes }, (_, i) => i % 4);
  const pixels = new Float32Array(classes.length * 3 * SIZE ** 2);
  for (let s = 0; s < scenes; s++) {
    const scene = drawScene(random, corner);
    for (let shape = 0; shape < 4; shape++) {
      paint(pixels, 4 * s + shape, { shape: firstShape + shape, scene, random });
    }
  }
  return { pixels, classes };
}

function drawScene(random: Stream, corner?: Corner): Scene {
  const between = (a: number, b: number) => a + (b - a) * random.uniform();
  const radius = between(3.2, 3.8);
  const along = () => {
    const [from, to] = [radius, SIZE - radius];
    const middle = SIZE / 2;
    return between(corner === "lower right" ? middle : from, corner === "upper left" ? middle : to);
  };
  const [x, y] = [along(), along()];
  const color = (from: number, to: number) => Array.from({ length: 3 }, () => between(from, to));
  return { x, y, radius, ink: color(0.4, 1), ground: color(-1, -0.7) };
}

function paint(
  pixels: Float32Array,
  at: number,
  { shape, scene, random }: { shape: number; scene: Scene; random: Stream },
): void {
  const { x, y, radius, ink, ground } = scene;
  for (let row = 0; row < SIZE; row++) {
    for (let column = 0; column < SIZE; column++) {
      const cover = coverage(shape, (column + 0.5 - x) / radius, (row + 0.5 - y) / radius, radius);
      for (let c = 0; c < 3; c++) {
        const value = ground[c]! + cover * (ink[c]! - ground[c]!) + 0.05 * random.normal();
        pixels[((at * 3 + c) * SIZE + row) * SIZE + column] = value;
      }
    }
  }
}

/** How much of a pixel a shape covers, from its distance to the edge. */
function coverage(shape: number, x: number, y: number, radius: number): number {
  return Math.min(1, Math.max(0, 0.5 - radius * distance(shape, x, y)));
}

/** Distance to the edge of a shape of radius 1, about; negative inside. */
function distance(shape: number, x: number, y: number): number {
  const [a, b] = [Math.abs(x), Math.abs(y)];
  const [u, v] = [Math.abs(x + y) * Math.SQRT1_2, Math.abs(x - y) * Math.SQRT1_2];
  const bars = (p: number, q: number) => Math.max(Math.min(p, q) - 0.3, Math.max(p, q) - 1);
  switch (SHAPES[shape]) {
    case "square":
      return Math.max(a, b) - 0.85;
    case "disc":
      return Math.hypot(x, y) - 1;
    case "triangle":
      return Math.max(y - 0.8, 0.894 * a - 0.447 * y - 0.447);
    case "cross":
      return bars(a, b);
    case "ring":
      return Math.abs(Math.hypot(x, y) - 0.75) - 0.25;
    case "diamond":
      return (a + b - 1.2) * Math.SQRT1_2;
    case "corner":
      return Math.max(Math.max(a, b) - 0.9, 0.3 - Math.max(x, -y));
    case "saltire":
      return bars(u, v);
    default:
      throw new RangeError(`Cannot draw a shape: it is number ${shape}, wanted 0 to 7`);
  }
}
