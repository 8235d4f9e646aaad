import {
  abs,
  add,
  clamp,
  div,
  greaterEqual,
  mul,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  where,
} from "@rederive/lib/tensor";

/** The arccosine stops short of 1, where its slope is infinite. */
const NEAREST = 1 - 1e-6;

/**
 * Angles of cosines (any shape), in radians, by the polynomial 4.4.46 of Abramowitz and Stegun, which is
 * off by less than 2e-8; the cosine is clamped to what keeps the slope finite. At exactly 0 the slope is
 * given as 0.
 */
export function angleOf(cosine: Tensor): Tensor {
  const x = clamp(cosine, -NEAREST, NEAREST);
  const size = abs(x);
  const coefficients = [
    1.5707963050,
    -0.2145988016,
    0.0889789874,
    -0.0501743046,
    0.0308918810,
    -0.0170881256,
    0.0066700901,
    -0.0012624911,
  ];
  const inside = coefficients.reduceRight<Tensor | number>(
    (rest, c) => typeof rest === "number" ? add(mul(size, rest), c) : add(mul(rest, size), c),
    0,
  ) as Tensor;
  const sharp = mul(sqrt(sub(1, size)), inside);
  return where(greaterEqual(x, 0), sharp, sub(Math.PI, sharp));
}

/** The angles between rotations (B, 3, 3): the note's rotation loss. */
export function rotationAngles(estimated: Tensor, truth: Tensor): Tensor {
  const trace = sum(mul(estimated, truth), { axes: [1, 2] });
  return angleOf(div(sub(trace, 1), 2));
}

/** The angles between directions (B, 3) of any length: the note's translation loss. */
export function directionAngles(estimated: Tensor, truth: Tensor): Tensor {
  const along = sum(mul(estimated, truth), { axes: [1] });
  const lengths = sqrt(mul(
    add(sum(square(estimated), { axes: [1] }), 1e-12),
    add(sum(square(truth), { axes: [1] }), 1e-12),
  ));
  return angleOf(div(along, lengths));
}
