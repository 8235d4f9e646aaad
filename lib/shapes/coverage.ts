/** What can be drawn. */
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

/** One of them. */
export type Shape = (typeof SHAPES)[number];

/** The middle of a pixel, seen from the middle of a shape. */
export interface CoverageOptions {
  /** To the right, in radii of the shape. */
  x: number;
  /** Downwards, in radii of the shape. */
  y: number;
  /** Of the shape, in pixels. */
  radius: number;
}

/**
 * How much of a pixel a shape covers, 0 to 1, from the distance of its middle to the shape's edge; right
 * to about a tenth where the edge is straight.
 *
 * @example
 * ```ts
 * import { coverage } from "@rederive/lib/shapes";
 * import { strictEqual as equal } from "node:assert/strict";
 * equal(coverage("disc", { x: 0, y: 0, radius: 3 }), 1);
 * equal(coverage("ring", { x: 0, y: 0, radius: 3 }), 0);
 * equal(coverage("disc", { x: 1, y: 0, radius: 3 }), 0.5); // on the edge
 * ```
 */
export function coverage(shape: Shape, { x, y, radius }: CoverageOptions): number {
  return Math.min(1, Math.max(0, 0.5 - radius * distance(shape, x, y)));
}

/** Distance to the edge of a shape of radius 1, about; negative inside. */
function distance(shape: Shape, x: number, y: number): number {
  const [a, b] = [Math.abs(x), Math.abs(y)];
  const [u, v] = [Math.abs(x + y) * Math.SQRT1_2, Math.abs(x - y) * Math.SQRT1_2];
  const bars = (p: number, q: number) => Math.max(Math.min(p, q) - 0.3, Math.max(p, q) - 1);
  switch (shape) {
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
      throw new RangeError(`Cannot draw a shape: it is "${shape}", wanted ${SHAPES.join(", ")}`);
  }
}
