import { foldIn, key, stream } from "@rederive/lib/random";

/** Actions of some steps in a row, each of some numbers. */
export type Chunk = readonly (readonly number[])[];

/** Steps of a chunk, one second at 50 Hz, and numbers of an action. */
export const [STEPS, DIMENSIONS] = [50, 7];

/**
 * Chunks of an arm that moves smoothly: in each dimension a place to rest and three slow waves of up to
 * 2 Hz, and a little jitter. Cut to [-1, 1].
 */
export function drawChunks(count: number, { seed }: { seed: number }): Chunk[] {
  const random = stream(foldIn(key(seed), 1));
  const draw = (from: number, to: number) => from + (to - from) * random.uniform();
  return Array.from({ length: count }, () => {
    const columns = Array.from({ length: DIMENSIONS }, () => {
      const rest = draw(-0.4, 0.4);
      const waves = [0.5, 1, 2].map((hertz) => ({
        frequency: hertz * draw(0.5, 1),
        size: 0.25 / hertz * random.normal(),
        phase: draw(0, 2 * Math.PI),
      }));
      return Array.from({ length: STEPS }, (_, t) => {
        const at = waves.reduce(
          (sum, { frequency, size, phase }) =>
            sum + size * Math.sin(2 * Math.PI * frequency * t / STEPS + phase),
          rest,
        );
        return Math.min(1, Math.max(-1, at + 0.003 * random.normal()));
      });
    });
    return Array.from({ length: STEPS }, (_, t) => columns.map((column) => column[t]!));
  });
}

/** The same actions, each chunk's steps in another order: nothing is smooth any more. */
export function shuffleSteps(chunks: readonly Chunk[], { seed }: { seed: number }): Chunk[] {
  const random = stream(foldIn(key(seed), 2));
  return chunks.map((chunk) => random.shuffle(chunk));
}

/** Root of the mean square of what two chunks differ by. */
export function rmsOf(a: Chunk, b: Chunk): number {
  const squares = a.flatMap((action, t) => action.map((v, d) => (v - b[t]![d]!) ** 2));
  return Math.sqrt(squares.reduce((sum, v) => sum + v, 0) / squares.length);
}
