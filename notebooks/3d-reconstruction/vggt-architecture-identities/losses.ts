/** The confidence-weighted loss of one pixel: `S e + S g - alpha log S`, e its error, g that of its slopes. */
export function pixelLoss(confidence: number, error: number, slope: number, alpha: number): number {
  return confidence * error + confidence * slope - alpha * Math.log(confidence);
}

/** The same with S read as an uncertainty, which divides: `e / S + g / S + alpha log S`. */
export function dividedLoss(spread: number, error: number, slope: number, alpha: number): number {
  return error / spread + slope / spread + alpha * Math.log(spread);
}

/** Where a function of one number is smallest, between two powers of e: by golden sections. */
export function lowest(f: (x: number) => number, from = -20, to = 20): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [from, to];
  for (let i = 0; i < 90; i++) {
    const [left, right] = [b - golden * (b - a), a + golden * (b - a)];
    if (f(Math.exp(left)) < f(Math.exp(right))) b = right;
    else a = left;
  }
  return Math.exp((a + b) / 2);
}

/** How the errors of the three coordinates of a point become its loss at the best confidence. */
export type PointLoss = (error: readonly number[], alpha: number) => number;

/** The loss at the best confidence, `alpha + alpha log(l / alpha)`. */
const atBest = (l: number, alpha: number) => alpha + alpha * Math.log(l / alpha);

/** One confidence a pixel, on the length of the error. */
export const oneAPixel: PointLoss = (error, alpha) => atBest(Math.hypot(...error), alpha);

/** One confidence for each coordinate of a pixel. */
export const oneACoordinate: PointLoss = (error, alpha) =>
  error.reduce((sum, x) => sum + atBest(Math.abs(x), alpha), 0);

/** One confidence a pixel, on the sum of the coordinates' absolute errors. */
export const oneOnTheSum: PointLoss = (error, alpha) =>
  atBest(error.reduce((sum, x) => sum + Math.abs(x), 0), alpha);
