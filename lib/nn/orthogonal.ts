import type { InitOptions } from "./initialisers.ts";

/**
 * A matrix whose rows, or columns where those are fewer, are orthogonal and of length `gain`, every
 * direction equally likely (https://arxiv.org/abs/1312.6120); axes behind the first count as one.
 *
 * @throws {RangeError} when the shape has fewer than two axes.
 *
 * @example
 * ```ts
 * import { orthogonal } from "@rederive/lib/nn";
 * import { stream } from "@rederive/lib/random";
 *
 * const [a, b, c, d] = orthogonal([2, 2], { random: stream(0) });
 * if (Math.abs(a! * c! + b! * d!) > 1e-7) throw new Error("not orthogonal");
 * ```
 */
export function orthogonal(
  shape: readonly number[],
  { random, gain = 1 }: InitOptions & { gain?: number },
): Float32Array<ArrayBuffer> {
  if (shape.length < 2) {
    throw new RangeError(
      `Cannot make (${shape.join(", ")}) orthogonal: wanted at least two axes`,
    );
  }
  const rows = shape[0]!;
  const columns = shape.slice(1).reduce((count, size) => count * size, 1);
  const isTall = rows > columns;
  const [count, length] = isTall ? [columns, rows] : [rows, columns];
  const directions: Float64Array[] = [];
  for (let i = 0; i < count; i++) {
    const v = Float64Array.from({ length }, () => random.normal());
    // Gram and Schmidt, twice: once leaves errors as large as what it takes away. Lengths stay
    // positive, so that this is the QR decomposition that makes all directions equally likely.
    for (const other of [...directions, ...directions]) {
      const share = dot(v, other);
      for (let k = 0; k < length; k++) v[k]! -= share * other[k]!;
    }
    const size = Math.sqrt(dot(v, v));
    directions.push(v.map((each) => each / size));
  }
  return Float32Array.from({ length: rows * columns }, (_, i) => {
    const [row, column] = [Math.floor(i / columns), i % columns];
    return gain * (isTall ? directions[column]![row]! : directions[row]![column]!);
  });
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}
