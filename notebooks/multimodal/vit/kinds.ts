import { foldIn, key, stream } from "@rederive/lib/random";
import { FORMS } from "@rederive/lib/shapes";
import { between, INKS, paint, type Pictures } from "./pictures.ts";

/** Kinds of shapes: 4 colours of 4 forms. */
export const KINDS_OF_SHAPES = 16;

/** What of a kind is asked for. */
export const ASKED = {
  kind: (kind: number) => kind,
  colour: (kind: number) => Math.floor(kind / 4),
  form: (kind: number) => kind % 4,
} as const;

/** Pictures of one shape each. */
export interface Shapes extends Pictures {
  /** The quarter of the picture that the shape's middle lies in. */
  readonly places: Int32Array<ArrayBuffer>;
}

/** One shape anywhere, small or large, on a dark ground: its class is its kind, 4 colour + form. */
export function drawKinds(count: number, { seed }: { seed: number }): Shapes {
  const size = 16;
  const random = stream(foldIn(key(seed), 6));
  const classes = Int32Array.from({ length: count }, () => random.integer(KINDS_OF_SHAPES));
  const pixels = new Float32Array(count * 3 * size ** 2);
  const places = new Int32Array(count);
  classes.forEach((kind, i) => {
    const radius = between(random, 2.5, 4.5);
    const [x, y] = [0, 1].map(() => between(random, radius, size - radius)) as [number, number];
    places[i] = 2 * Number(y >= size / 2) + Number(x >= size / 2);
    const ink = INKS[ASKED.colour(kind)]!.map((v) => v + between(random, -0.3, 0.3));
    const marks = [{ shape: FORMS[ASKED.form(kind)]!, x, y, radius, ink }];
    paint(pixels, i, { size, marks, random, noise: 0.1 });
  });
  return { size, pixels, classes, quarters: new Int32Array(0), places };
}
