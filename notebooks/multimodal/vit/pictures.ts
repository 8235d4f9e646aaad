import { foldIn, key, type Stream, stream } from "@rederive/lib/random";
import { COLOURS, coverage, FORMS, type Shape } from "@rederive/lib/shapes";

/** Pictures, each three planes of size x size numbers from -1 to 1, about, and what is in them. */
export interface Pictures {
  readonly size: number;
  readonly pixels: Float32Array<ArrayBuffer>;
  /** What is asked, 0 to 3: the quarter that holds the red thing, or which shape it is. */
  readonly classes: Int32Array<ArrayBuffer>;
  /** Colour in each quarter, four numbers a picture, where there is a thing in each. */
  readonly quarters: Int32Array<ArrayBuffer>;
}

/** What pictures are drawn from. */
export interface DrawOptions {
  readonly seed: number;
  /** Height and width, a multiple of 8; 16 unless given. */
  readonly size?: number;
}

/**
 * A thing in every quarter, a red one in one of them: its class. Every thing lies in a square of 2 x 2
 * patches, so that the same patches are as likely in any quarter.
 */
export function drawQuarters(count: number, { seed, size = 16 }: DrawOptions): Pictures {
  const random = stream(foldIn(key(seed), 1));
  const classes = Int32Array.from({ length: count }, () => random.integer(4));
  const quarters = Int32Array.from(
    { length: 4 * count },
    (_, i) => i % 4 === classes[i >> 2] ? RED : 1 + random.integer(3),
  );
  const pixels = new Float32Array(count * 3 * size ** 2);
  for (let i = 0; i < count; i++) {
    const marks = [0, 1, 2, 3].map((quarter): Mark => {
      const radius = between(random, 2.4, 2.8);
      const along = (half: number) => {
        const free = size / 8 - 1; // patches that the square may be moved by
        const start = half * size / 2 + 4 * random.integer(free);
        return between(random, start + radius + 0.2, start + 8 - radius - 0.2);
      };
      const [x, y] = [along(quarter % 2), along(quarter >> 1)];
      const shape = FORMS[random.integer(4)]!;
      const ink = INKS[quarters[4 * i + quarter]!]!.map((v) => v + between(random, -0.8, 0.8));
      return { shape, x, y, radius, ink };
    });
    paint(pixels, i, { size, marks, random });
  }
  return { size, pixels, classes, quarters };
}

/** One large shape anywhere, in a bright colour: its class. */
export function drawSingles(count: number, { seed, size = 16 }: DrawOptions): Pictures {
  const random = stream(foldIn(key(seed), 2));
  const classes = Int32Array.from({ length: count }, () => random.integer(4));
  const pixels = new Float32Array(count * 3 * size ** 2);
  classes.forEach((form, i) => {
    const radius = between(random, 4.5, 5.5);
    const [x, y] = [0, 1].map(() => between(random, radius, size - radius)) as [number, number];
    const ink = [0, 1, 2].map(() => between(random, 0.2, 1));
    const marks = [{ shape: FORMS[form]!, x, y, radius, ink }];
    paint(pixels, i, { size, marks, random });
  });
  return { size, pixels, classes, quarters: new Int32Array(0) };
}

/** For each of 16 patches a picture, the colour in its quarter. */
export function quarterOfEach(quarters: Int32Array): Int32Array<ArrayBuffer> {
  return Int32Array.from({ length: 4 * quarters.length }, (_, i) => {
    const [picture, patch] = [Math.floor(i / 16), i % 16];
    return quarters[4 * picture + 2 * Math.floor(patch / 8) + Math.floor(patch % 4 / 2)]!;
  });
}

/** A shape on a picture. */
export interface Mark {
  readonly shape: Shape;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly ink: readonly number[];
}

/** A number from a to b. */
export const between = (random: Stream, a: number, b: number) => a + (b - a) * random.uniform();

/** Of the colours, in their order. */
export const INKS = [[0.85, -0.6, -0.6], [-0.6, 0.75, -0.6], [-0.55, -0.35, 0.85], [
  0.85,
  0.75,
  -0.6,
]];
const RED = COLOURS.indexOf("red");

/** What a picture is painted of. */
export interface PaintOptions {
  readonly size: number;
  readonly marks: readonly Mark[];
  readonly random: Stream;
  /** Standard deviation of the noise; 0.05 unless given. */
  readonly noise?: number;
}

/** Paints a picture: its marks on a dark ground, and noise on every number. */
export function paint(
  pixels: Float32Array,
  at: number,
  { size, marks, random, noise = 0.05 }: PaintOptions,
): void {
  const ground = Array.from({ length: 3 }, () => between(random, -1, -0.7));
  for (let i = 0; i < size ** 2; i++) {
    const [row, column] = [Math.floor(i / size), i % size];
    const covers = marks.map(({ shape, x, y, radius }) =>
      coverage(shape, { x: (column + 0.5 - x) / radius, y: (row + 0.5 - y) / radius, radius })
    );
    for (let c = 0; c < 3; c++) {
      const lit = marks.reduce((v, { ink }, k) => v + covers[k]! * (ink[c]! - v), ground[c]!);
      pixels[(at * 3 + c) * size ** 2 + i] = lit + noise * random.normal();
    }
  }
}

/** Some of the pictures, in the order of their numbers. */
export function choose({ size, pixels, classes, quarters }: Pictures, from: readonly number[]) {
  const one = 3 * size ** 2;
  const chosen = new Float32Array(from.length * one);
  from.forEach((n, i) => chosen.set(pixels.subarray(n * one, (n + 1) * one), i * one));
  const four = quarters.length === 0
    ? []
    : from.flatMap((n) => [...quarters.subarray(4 * n, 4 * n + 4)]);
  return {
    size,
    pixels: chosen,
    classes: Int32Array.from(from, (n) => classes[n]!),
    quarters: Int32Array.from(four),
  } satisfies Pictures;
}

/** Numbers of pictures for one step after the other: all have their turn before one has its second. */
export function turns(count: number, { batch, random }: { batch: number; random: Stream }) {
  let left: number[] = [];
  return (): number[] =>
    Array.from({ length: batch }, () => {
      if (left.length === 0) left = random.shuffle(Array(count).keys());
      return left.pop()!;
    });
}
