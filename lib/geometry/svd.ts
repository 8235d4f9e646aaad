/** A matrix as a list of its rows. */
export type Rows = readonly (readonly number[])[];

/** What `svd()` gives: `a = u diag(s) v^T`. */
export interface Svd {
  /** (M, N): its first M columns are orthonormal, any others 0. */
  u: number[][];
  /** (N), falling, none negative. */
  s: number[];
  /** (N, N), orthogonal: its last column is what `a` shortens most. */
  v: number[][];
}

const UNIT_ROUNDOFF = 2 ** -53;
const SWEEPS = 60;

/**
 * The singular value decomposition of one small matrix (M, N) in f64, by Hestenes' one-sided Jacobi:
 * columns are turned about each other until they are orthogonal. Works on `a` itself, not on
 * `a^T a`, so that small singular values keep their digits.
 *
 * Columns of u whose singular value is rounding complete the basis; from column M on they are 0.
 * For batches on the GPU there is `svd3` in `lib/linalg`.
 *
 * @throws {RangeError} when there are no rows or no columns, rows differ in length, or a number is
 * not finite.
 *
 * @example
 * ```ts
 * import { svd } from "@rederive/lib/geometry";
 * import assert from "node:assert/strict";
 * assert.deepEqual(svd([[0, -2], [1, 0], [0, 0]]).s, [2, 1]);
 * ```
 */
export function svd(a: Rows): Svd {
  const n = checkRows(a);
  // columns of a V, and of V
  const w = Array.from({ length: n }, (_, j) => a.map((row) => row[j]!));
  const v = Array.from({ length: n }, (_, j) => w.map((_, i) => Number(i === j)));
  const floor = UNIT_ROUNDOFF * lengthOf(w.map(lengthOf));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let turned = false;
    for (let i = 0; i < n; i++) {
      for (let j = i + 1; j < n; j++) turned = turn(w, v, { i, j, floor }) || turned;
    }
    if (!turned) break;
  }
  const lengths = w.map(lengthOf);
  const order = lengths.map((_, i) => i).sort((i, j) => lengths[j]! - lengths[i]!);
  const u = directions(order.map((i) => w[i]!), { rows: a.length, floor: n * floor });
  return {
    u: a.map((_, row) => u.map((column) => column[row]!)),
    s: order.map((i) => lengths[i]!),
    v: v.map((_, row) => order.map((i) => v[i]![row]!)),
  };
}

/** Euclidean length; of any number of parts, which `Math.hypot(...)` is not. */
function lengthOf(parts: readonly number[]): number {
  return parts.reduce((length, x) => Math.hypot(length, x), 0);
}

function checkRows(a: Rows): number {
  const n = a[0]?.length ?? 0;
  if (n === 0 || a.some((row) => row.length !== n)) {
    const sizes = [...new Set(a.map((row) => row.length))].join(", ");
    throw new RangeError(
      `Cannot take singular values: ${a.length} rows of ${sizes || 0} numbers, ` +
        `wanted at least one row and rows of one length`,
    );
  }
  const odd = a.flat().find((x) => !Number.isFinite(x));
  if (odd !== undefined) {
    throw new RangeError(`Cannot take singular values: an element is ${odd}, wanted finite ones`);
  }
  return n;
}

/** Turns two columns about each other; false where they were orthogonal, or are rounding. */
function turn(
  w: number[][],
  v: number[][],
  { i, j, floor }: { i: number; j: number; floor: number },
): boolean {
  const [p, q] = [w[i]!, w[j]!];
  let [pp, qq, pq] = [0, 0, 0];
  for (let k = 0; k < p.length; k++) {
    pp += p[k]! * p[k]!;
    qq += q[k]! * q[k]!;
    pq += p[k]! * q[k]!;
  }
  const lengths = Math.sqrt(pp) * Math.sqrt(qq);
  const small = Math.min(pp, qq) <= floor * floor;
  if (small || Math.abs(pq) <= 4 * UNIT_ROUNDOFF * lengths) return false;
  const zeta = (qq - pp) / (2 * pq);
  const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
  const c = 1 / Math.hypot(1, tangent);
  for (const [x, y] of [[p, q], [v[i]!, v[j]!]] as const) {
    for (let k = 0; k < x.length; k++) {
      [x[k], y[k]] = [c * x[k]! - c * tangent * y[k]!, c * tangent * x[k]! + c * y[k]!];
    }
  }
  return true;
}

/** The unit vectors of orthogonal columns that fall in length; those up to `floor` are made up. */
function directions(
  columns: readonly number[][],
  { rows, floor }: { rows: number; floor: number },
): number[][] {
  const found: number[][] = [];
  for (const column of columns) {
    const length = lengthOf(column);
    if (length > floor) found.push(column.map((x) => x / length));
    else found.push(found.length < rows ? beside(found, rows) : new Array<number>(rows).fill(0));
  }
  return found;
}

/** A unit vector at right angles to all found: the axis they cover least, less what they cover. */
function beside(found: readonly number[][], rows: number): number[] {
  const covered = Array.from(
    { length: rows },
    (_, k) => found.reduce((sum, u) => sum + u[k]! ** 2, 0),
  );
  const axis = covered.indexOf(Math.min(...covered));
  let rest = covered.map((_, k) => Number(k === axis));
  for (let pass = 0; pass < 2; pass++) { // twice is enough
    for (const u of found) {
      const along = u.reduce((sum, x, k) => sum + x * rest[k]!, 0);
      rest = rest.map((x, k) => x - along * u[k]!);
    }
    const length = lengthOf(rest);
    rest = rest.map((x) => x / length);
  }
  return rest;
}
