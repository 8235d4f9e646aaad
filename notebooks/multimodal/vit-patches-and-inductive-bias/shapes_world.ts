import { foldIn, key, type Stream, stream } from "@rederive/lib/random";
import { coverage, SHAPES } from "@rederive/lib/shapes";

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
  /** First of four of `SHAPES`, the classes: 0, or 4 for those of the pre-training. */
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
      const seen = { x: (column + 0.5 - x) / radius, y: (row + 0.5 - y) / radius, radius };
      const cover = coverage(SHAPES[shape]!, seen);
      for (let c = 0; c < 3; c++) {
        const value = ground[c]! + cover * (ink[c]! - ground[c]!) + 0.05 * random.normal();
        pixels[((at * 3 + c) * SIZE + row) * SIZE + column] = value;
      }
    }
  }
}
