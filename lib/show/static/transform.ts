/** `[a b c d e f]` as in SVG: x' = a x + c y + e, y' = b x + d y + f. */
export type Matrix = readonly [number, number, number, number, number, number];

/** A point moved by a matrix. */
export function apply(
  [a, b, c, d, e, f]: Matrix,
  [x, y]: readonly [number, number],
): [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** The matrix of a `transform` attribute; null when there is nothing to do. */
export function parseTransform(text: string): Matrix | null {
  if (text === "") return null;
  let product: Matrix | null = null;
  for (const [, name = "", args = ""] of text.matchAll(/(\w+)\s*\(([^)]*)\)/g)) {
    const next = matrixOf(name, args.split(/[\s,]+/).filter(Boolean).map(Number));
    product = product ? multiply(product, next) : next;
  }
  return product;
}

function matrixOf(name: string, [p = 0, q, r, s = 0, t = 0, u = 0]: number[]): Matrix {
  switch (name) {
    case "translate":
      return [1, 0, 0, 1, p, q ?? 0];
    case "scale":
      return [p, 0, 0, q ?? p, 0, 0];
    case "rotate":
      return rotation(p * Math.PI / 180, q ?? 0, r ?? 0);
    case "matrix":
      return [p, q ?? 0, r ?? 0, s, t, u];
    default:
      return [1, 0, 0, 1, 0, 0];
  }
}

function rotation(angle: number, x: number, y: number): Matrix {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y];
}

function multiply(m: Matrix, n: Matrix): Matrix {
  const [a, b] = linear(m, n[0], n[1]);
  const [c, d] = linear(m, n[2], n[3]);
  const [e, f] = apply(m, [n[4], n[5]]);
  return [a, b, c, d, e, f];
}

function linear([a, b, c, d]: Matrix, x: number, y: number): [number, number] {
  return [a * x + c * y, b * x + d * y];
}
