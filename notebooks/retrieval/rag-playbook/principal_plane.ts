/** Points in the plane of their two principal directions, found by power iteration. */
export function principalPlane(points: readonly ArrayLike<number>[]): [number, number][] {
  const width = points[0]!.length;
  const mean = Float64Array.from(
    { length: width },
    (_, d) => points.reduce((sum, point) => sum + point[d]!, 0) / points.length,
  );
  const centred = points.map((point) => mean.map((value, d) => point[d]! - value));
  const first = direction(centred, []);
  const second = direction(centred, [first]);
  return centred.map((point) => [dot(point, first), dot(point, second)]);
}

/** The direction in which points vary most, at right angles to others. */
function direction(points: readonly Float64Array[], others: readonly Float64Array[]): Float64Array {
  // a start that is at right angles to nothing in particular
  let found = Float64Array.from(points[0]!, (_, d) => Math.cos(d * d + 1));
  for (let turn = 0; turn < 200; turn++) {
    const next = new Float64Array(found.length);
    for (const point of points) {
      const along = dot(point, found);
      for (let d = 0; d < next.length; d++) next[d]! += along * point[d]!;
    }
    for (const other of others) {
      const along = dot(next, other);
      for (let d = 0; d < next.length; d++) next[d]! -= along * other[d]!;
    }
    const length = Math.sqrt(dot(next, next));
    found = next.map((value) => value / length);
  }
  return found;
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += a[d]! * b[d]!;
  return sum;
}
