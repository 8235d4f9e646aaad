import { foldIn, key, type Stream, stream } from "@rederive/lib/random";

/** How descriptors are made up. */
export interface FieldOptions {
  readonly seed: number;
  /** Numbers of a descriptor. */
  readonly width: number;
  /** Standard deviation of what each view adds to each number, before all are brought to length 1. */
  readonly noise: number;
}

/** Waves per metre, times 2 pi: descriptors of points 0.7 m apart hardly resemble one another. */
const FREQUENCY = 1.5;

/**
 * Stand-ins for learned descriptors of two views, (N, width) each, of length 1: waves over the points
 * of the world (N, 3), the same for both views, and noise, which is not.
 */
export function drawDescriptors(
  points: readonly [ArrayLike<number>, ArrayLike<number>],
  { seed, width, noise }: FieldOptions,
): [Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>] {
  const random = stream(foldIn(key(seed), 32));
  const waves = Array.from({ length: width }, () => ({
    along: [0, 1, 2].map(() => FREQUENCY * random.normal()),
    phase: 2 * Math.PI * random.uniform(),
  }));
  const describe = (view: ArrayLike<number>) => {
    const rows = new Float32Array((view.length / 3) * width);
    for (let i = 0; i < view.length / 3; i++) {
      const row = waves.map(({ along, phase }) =>
        Math.cos(phase + along.reduce((sum, w, k) => sum + w * view[3 * i + k]!, 0)) +
        noise * random.normal()
      );
      rows.set(toLengthOne(row), i * width);
    }
    return rows;
  };
  return [describe(points[0]), describe(points[1])];
}

/** Descriptors without any order: directions drawn evenly. */
export function drawDirections(
  count: number,
  width: number,
  random: Stream,
): Float32Array<ArrayBuffer> {
  const rows = new Float32Array(count * width);
  for (let i = 0; i < count; i++) {
    rows.set(toLengthOne(Array.from({ length: width }, () => random.normal())), i * width);
  }
  return rows;
}

function toLengthOne(row: readonly number[]): number[] {
  const length = Math.hypot(...row);
  return row.map((x) => x / length);
}
