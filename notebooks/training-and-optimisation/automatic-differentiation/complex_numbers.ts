import type { Arithmetic } from "./tape.ts";

/** Real and imaginary part. */
export type Complex = readonly [re: number, im: number];

const { cos, cosh, exp, hypot, log, sin, sinh, sqrt, atan2 } = Math;

/** Complex numbers. The imaginary part may be as small as 1e-300 and keeps its digits. */
export const complexNumbers: Arithmetic<Complex> = (
  { op, constant = 0 },
  [[a, b] = [0, 0], [c, d] = [0, 0]],
) => {
  switch (op) {
    case "constant":
      return [constant, 0];
    case "add":
      return [a + c, b + d];
    case "sub":
      return [a - c, b - d];
    case "mul":
      return [a * c - b * d, a * d + b * c];
    case "div":
      return [(a * c + b * d) / (c * c + d * d), (b * c - a * d) / (c * c + d * d)];
    case "neg":
      return [-a, -b];
    case "exp":
      return [exp(a) * cos(b), exp(a) * sin(b)];
    case "log":
      return [log(hypot(a, b)), atan2(b, a)];
    case "sqrt": {
      const re = sqrt((hypot(a, b) + a) / 2);
      return [re, b / (2 * re)];
    }
    case "sin":
      return [sin(a) * cosh(b), cos(a) * sinh(b)];
    case "cos":
      return [cos(a) * cosh(b), -sin(a) * sinh(b)];
    case "tanh": {
      const scale = cosh(2 * a) + cos(2 * b);
      return [sinh(2 * a) / scale, sin(2 * b) / scale];
    }
  }
};
