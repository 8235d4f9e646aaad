import { add, norm, scale, type Vec3 } from "../geometry/mod.ts";

/**
 * How far to go from a place, given the vectors from there to all points, so that the sum of
 * distances falls: Weiszfeld's step (Tohoku Math. J. 43, 1937), and on a point itself that of Vardi and
 * Zhang (PNAS 97, 2000), which is none when the point is the median.
 */
export function weiszfeldStep(vectors: readonly Vec3[]): Vec3 {
  const away = vectors.map((vector) => ({ vector, length: norm(vector) }));
  const others = away.filter(({ length }) => length > 0);
  const pull = add(...others.map(({ vector, length }) => scale(vector, 1 / length)));
  const stiffness = others.reduce((sum, { length }) => sum + 1 / length, 0);
  const held = vectors.length - others.length; // each point here holds with force 1
  const force = norm(pull);
  return force > held ? scale(pull, (1 - held / force) / stiffness) : [0, 0, 0];
}
