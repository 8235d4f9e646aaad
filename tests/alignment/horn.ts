/**
 * Horn's closed form (J. Opt. Soc. Am. A 4, 1987): the best rotation as the quaternion that
 * belongs to the largest eigenvalue of a 4x4 matrix of sums of products. Shares nothing with lib.
 */
export interface Moved {
  scale: number;
  rotation: number[][];
  translation: number[];
}

export function horn(from: number[][], to: number[][], weights: number[]): Moved {
  const total = weights.reduce((a, b) => a + b, 0);
  const mean = (points: number[][]) =>
    [0, 1, 2].map((k) => points.reduce((sum, p, i) => sum + weights[i]! * p[k]!, 0) / total);
  const [f, t] = [mean(from), mean(to)];
  const s = [0, 1, 2].map((j) =>
    [0, 1, 2].map((k) =>
      from.reduce((sum, p, i) => sum + weights[i]! * (p[j]! - f[j]!) * (to[i]![k]! - t[k]!), 0)
    )
  );
  const [[xx, xy, xz], [yx, yy, yz], [zx, zy, zz]] = s as [number[], number[], number[]] as [
    [number, number, number],
    [number, number, number],
    [number, number, number],
  ];
  const n = [
    [xx + yy + zz, yz - zy, zx - xz, xy - yx],
    [yz - zy, xx - yy - zz, xy + yx, zx + xz],
    [zx - xz, xy + yx, yy - xx - zz, yz + zy],
    [xy - yx, zx + xz, yz + zy, zz - xx - yy],
  ];
  const [w, x, y, z] = largest(n) as [number, number, number, number];
  const rotation = [
    [w * w + x * x - y * y - z * z, 2 * (x * y - w * z), 2 * (x * z + w * y)],
    [2 * (x * y + w * z), w * w - x * x + y * y - z * z, 2 * (y * z - w * x)],
    [2 * (x * z - w * y), 2 * (y * z + w * x), w * w - x * x - y * y + z * z],
  ];
  const turn = (p: number[]) =>
    rotation.map((row) => row.reduce((sum, r, k) => sum + r * p[k]!, 0));
  let [along, spread] = [0, 0];
  from.forEach((p, i) => {
    const centred = p.map((c, k) => c - f[k]!);
    turn(centred).forEach((c, k) => along += weights[i]! * c * (to[i]![k]! - t[k]!));
    spread += weights[i]! * centred.reduce((sum, c) => sum + c * c, 0);
  });
  const scale = along / spread;
  return { scale, rotation, translation: turn(f).map((c, k) => t[k]! - scale * c) };
}

/** The eigenvector of the largest eigenvalue, by squaring the shifted matrix until it is of rank 1. */
function largest(n: number[][]): number[] {
  const size = Math.max(...n.flat().map(Math.abs));
  let m = n.map((row, i) => row.map((x, j) => x / size + (i === j ? 4 : 0)));
  for (let step = 0; step < 30; step++) {
    const square = m.map((row) =>
      m.map((_, j) => row.reduce((sum, x, k) => sum + x * m[k]![j]!, 0))
    );
    const trace = square.reduce((sum, row, i) => sum + row[i]!, 0);
    m = square.map((row) => row.map((x) => x / trace));
  }
  const row = m.reduce((best, each) => Math.hypot(...each) > Math.hypot(...best) ? each : best);
  return row.map((x) => x / Math.hypot(...row));
}
