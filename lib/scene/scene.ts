import type { Pose, Vec3 } from "../geometry/mod.ts";

/** Red, green and blue, from 0 to 1, linear in light. */
export type Colour = Vec3;

/** What a solid is, in its own frame, whose origin is its middle. */
export type Shape =
  /** All within `radius` of the origin. */
  | { readonly kind: "sphere"; readonly radius: number }
  /** All within `radius` of the axis z and `height / 2` of the origin along it, closed at both ends. */
  | { readonly kind: "cylinder"; readonly radius: number; readonly height: number }
  /** A block of edges `size` along the axes; seen from inside, a room. */
  | { readonly kind: "box"; readonly size: Vec3 }
  /** All of z = 0. */
  | { readonly kind: "plane" };

/** How a surface is painted, in the solid's own frame: the paint moves with the solid. */
export interface Paint {
  /** The colour. */
  readonly colour: Colour;
  /** The colour it is mixed with; black unless given. */
  readonly other?: Colour;
  /**
   * How they are mixed: one alone, in a checkerboard, in stripes across x + y + z, or by smooth noise
   * that differs from solid to solid. Plain unless given.
   */
  readonly pattern?: "plain" | "checker" | "stripes" | "noise";
  /** The side of a cell of the pattern, in the unit of length; 1 unless given. */
  readonly cell?: number;
}

/** One thing in a scene. */
export interface Solid {
  /** What it is. */
  readonly shape: Shape;
  /** The solid's pose in the world; the world's own frame unless given. */
  readonly pose?: Pose;
  /** How it is painted. */
  readonly paint: Paint;
}

/** What cameras look at. */
export interface Scene {
  /** Up to 1024 of them. */
  readonly solids: readonly Solid[];
  /** The direction in the world towards a far light; z unless given. */
  readonly light?: Vec3;
  /** The share of light that comes from everywhere, from 0 to 1; 0.4 unless given. */
  readonly ambient?: number;
}
