/** Pearson's correlation coefficient of two series of the same length. */
export function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const [xBar, yBar] = [mean(x), mean(y)];
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const dx = x[i]! - xBar;
    const dy = y[i]! - yBar;
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xy / Math.sqrt(xx * yy);
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}
