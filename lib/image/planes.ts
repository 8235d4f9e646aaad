/** A picture as floats, a plane a channel. */
export interface Planes {
  /** (C, H, W). */
  readonly shape: readonly [channels: number, height: number, width: number];
  /** The elements row by row. */
  readonly values: Float32Array<ArrayBuffer>;
}

/** Throws unless planes have as many elements as their shape says, and at least one. */
export function checkPlanes(action: string, { shape, values }: Planes): void {
  const size = shape.reduce((count, each) => count * each, 1);
  if (shape.length === 3 && size === values.length && size > 0) return;
  throw new RangeError(
    `Cannot ${action}: ${values.length} elements for the shape (${shape.join(", ")}), ` +
      `wanted C H W of them, at least one`,
  );
}
