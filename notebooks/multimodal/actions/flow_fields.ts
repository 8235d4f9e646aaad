/** A velocity field over one number: where x goes at a time, 0 for noise to 1 for data. */
export type Velocity = (x: number, time: number) => number;

/** A mixture of equally likely normal distributions of one width. */
export interface Mixture {
  readonly means: readonly number[];
  readonly sd: number;
}

/**
 * The field that flow matching learns from data of a mixture, in closed form: the mean of a - e over
 * all data a and noise e with x = t a + (1 - t) e. For one normal distribution it is linear in x.
 */
export function fieldOf({ means, sd }: Mixture): Velocity {
  return (x, t) => {
    const spread = (t * sd) ** 2 + (1 - t) ** 2;
    const slope = (t * sd ** 2 - (1 - t)) / spread;
    const logs = means.map((m) => -((x - t * m) ** 2) / (2 * spread));
    const most = Math.max(...logs);
    let [total, sum] = [0, 0];
    means.forEach((m, i) => {
      const weight = Math.exp(logs[i]! - most);
      total += weight;
      sum += weight * (m + slope * (x - t * m));
    });
    return sum / total;
  };
}

/** The same mean, as an integral over the data, by Simpson's rule. */
export function fieldByIntegral({ means, sd }: Mixture, x: number, t: number): number {
  const [from, to, n] = [Math.min(...means) - 9 * sd, Math.max(...means) + 9 * sd, 4000];
  const h = (to - from) / n;
  let [total, sum] = [0, 0];
  for (let i = 0; i <= n; i++) {
    const a = from + i * h;
    const e = (x - t * a) / (1 - t);
    const density = means.reduce((p, m) => p + Math.exp(-(((a - m) / sd) ** 2) / 2), 0);
    const weight = (i === 0 || i === n ? 1 : i % 2 === 1 ? 4 : 2) * density * Math.exp(-e * e / 2);
    total += weight;
    sum += weight * (a - e);
  }
  return sum / total;
}

/** How much noise is mixed to data at a time: "straight" is 1 - t, "keeps variance" sqrt(1 - t^2). */
export type Schedule = "straight" | "keeps variance";

/** The score of noised data, d log p(x) / dx, by central differences of the density. */
export function scoreOf({ means, sd }: Mixture, schedule: Schedule): Velocity {
  const logDensity = (x: number, t: number) => {
    const noise = schedule === "straight" ? (1 - t) ** 2 : 1 - t * t;
    const spread = (t * sd) ** 2 + noise;
    return Math.log(
      means.reduce((p, m) => p + Math.exp(-((x - t * m) ** 2) / (2 * spread)), 0),
    );
  };
  const h = 1e-4;
  return (x, t) => (logDensity(x + h, t) - logDensity(x - h, t)) / (2 * h);
}
