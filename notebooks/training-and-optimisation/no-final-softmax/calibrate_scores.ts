/** Scores, one an example, and whether the thing scored came true. */
export interface Scored {
  readonly scores: readonly number[];
  readonly happened: readonly boolean[];
}

/** What a calibration gives for the scores it was fitted on: a probability each. */
export type Calibration = (scored: Scored) => number[];

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** Temperature scaling of two classes: sigmoid(score / T), by Newton's method for 1 / T. */
export const temperature: Calibration = ({ scores, happened }) => {
  let slope = 0;
  for (let step = 0; step < 100; step++) {
    const p = scores.map((s) => sigmoid(slope * s));
    const down = scores.reduce((sum, s, i) => sum + (p[i]! - Number(happened[i])) * s, 0);
    const bend = scores.reduce((sum, s, i) => sum + p[i]! * (1 - p[i]!) * s * s, 0);
    slope -= down / bend;
  }
  return scores.map((s) => sigmoid(slope * s));
};

/** Platt scaling: sigmoid(a score + b), by Newton's method for a and b. */
export const platt: Calibration = ({ scores, happened }) => {
  let [a, b] = [0, 0];
  for (let step = 0; step < 100; step++) {
    const p = scores.map((s) => sigmoid(a * s + b));
    let [ga, gb, aa, ab, bb] = [0, 0, 0, 0, 0];
    for (const [i, s] of scores.entries()) {
      const [miss, weight] = [p[i]! - Number(happened[i]), p[i]! * (1 - p[i]!)];
      ga += miss * s;
      gb += miss;
      aa += weight * s * s;
      ab += weight * s;
      bb += weight;
    }
    const determinant = aa * bb - ab * ab;
    a -= (bb * ga - ab * gb) / determinant;
    b -= (aa * gb - ab * ga) / determinant;
  }
  return scores.map((s) => sigmoid(a * s + b));
};

/**
 * Isotonic regression: the rising step function closest to what happened, by pooling neighbours that
 * fall; examples of one score stay together.
 */
export const isotonic: Calibration = ({ scores, happened }) => {
  const order = scores.keys().toArray().sort((i, j) => scores[i]! - scores[j]!);
  const pools: { sum: number; members: number[]; score: number }[] = [];
  for (const i of order) {
    const last = pools.at(-1);
    if (last && last.score === scores[i]) {
      last.sum += Number(happened[i]);
      last.members.push(i);
    } else pools.push({ sum: Number(happened[i]), members: [i], score: scores[i]! });
  }
  const rising: typeof pools = [];
  for (let pool of pools) {
    for (let last = rising.at(-1); last && level(last) >= level(pool); last = rising.at(-1)) {
      rising.pop();
      pool = {
        sum: last.sum + pool.sum,
        members: [...last.members, ...pool.members],
        score: pool.score,
      };
    }
    rising.push(pool);
  }
  const result = new Array<number>(scores.length).fill(0);
  for (const pool of rising) for (const i of pool.members) result[i] = level(pool);
  return result;
};

const level = ({ sum, members }: { sum: number; members: number[] }) => sum / members.length;

/** Histogram binning: ten bins of equal width between the extremes, each with its share. */
export const histogram: Calibration = ({ scores, happened }) => {
  const low = scores.reduce((a, b) => Math.min(a, b));
  const high = scores.reduce((a, b) => Math.max(a, b));
  const bin = scores.map((s) => Math.min(9, Math.floor(10 * (s - low) / (high - low))));
  const share = Array.from({ length: 10 }, (_, k) => {
    const inside = happened.filter((_, i) => bin[i] === k);
    return inside.filter(Boolean).length / inside.length;
  });
  return bin.map((k) => share[k]!);
};
