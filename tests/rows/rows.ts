/** Shapes that rows come in: none, single, ragged, whole fours, kept in registers. */
export const shapes = [
  [0, 5],
  [1, 1],
  [3, 1],
  [2, 3],
  [2, 63],
  [2, 64],
  [2, 65],
  [5, 1000],
  [3, 1021],
  [5, 1021],
  // kept in registers on a CPU: 4 and 8 lanes, whole and ragged, and one vector beyond
  [33, 132],
  [17, 256],
  [9, 260],
  [9, 512],
  [8, 516],
] as const;

/** Two regimes; the f32 numbers themselves are what references are given. */
export const inputs = {
  flat: (i: number) => Math.sin(i),
  spiky: (i: number) => 200 * Math.sin(i * i),
};

/** A matrix of f32 numbers. */
export function fill(length: number, at: (i: number) => number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length }, (_, i) => at(i));
}

/** Central differences in f64 of `f`, a function of a row, in the direction of each column. */
export function slopes(f: (x: number[]) => number, x: ArrayLike<number>, step = 1e-5): number[] {
  return Array.from(x, (value, i) => {
    const [up, down] = [Array.from(x), Array.from(x)];
    [up[i], down[i]] = [value + step, value - step];
    return (f(up) - f(down)) / (2 * step);
  });
}
