import { foldIn, key, stream } from "@rederive/lib/random";
import { film, SIZE, type Video } from "./ball.ts";

/** What the videos of a set have in common. */
export interface StartOptions {
  readonly seed: number;
  /** Frames; 8 unless given. */
  readonly length?: number;
}

/** Balls that go up and come down and do not reach the floor in eight frames. */
export function freeFalls(count: number, { seed, length = 8 }: StartOptions): Video[] {
  return draw(count, { seed, length, y: [5, 6.8], vy: [-0.9, -0.6] });
}

/** Balls that fall, and hit the floor between the fourth frame and the fifth, or near. */
export function bounces(count: number, { seed, length = 8 }: StartOptions): Video[] {
  return draw(count, { seed, length, y: [7, 8.6], vy: [0.6, 0.8] });
}

/** Balls that hang still for three frames, as no ball does. */
export function hanging(count: number, { seed }: { seed: number }): Video[] {
  return draw(count, { seed, length: 1, y: [4, 6], vy: [0, 0] }).map(({ frames, states }) => ({
    frames: Float32Array.from({ length: 3 * frames.length }, (_, i) => frames[i % frames.length]!),
    length: 3,
    states: [states[0]!, states[0]!, states[0]!],
    pushes: [0, 0, 0],
  }));
}

/** All 27 orders of three acts: pushed left, right or not, from the third frame on. */
export const ACTS: readonly (readonly number[])[] = Array.from(
  { length: 27 },
  (_, i) => [0, 0, Math.floor(i / 9) - 1, Math.floor(i / 3) % 3 - 1, i % 3 - 1],
);

/** Balls near the middle, of which each is pushed in every one of those orders. */
export function acted(count: number, { seed }: { seed: number }): Video[] {
  const free = draw(count, {
    seed,
    length: 1,
    x: [7, 9],
    y: [5, 7],
    vx: [-0.3, 0.3],
    vy: [-0.9, -0.6],
  });
  return free.flatMap(({ states }) =>
    ACTS.map((pushes) => film(states[0]!, { length: 6, pushes }))
  );
}

/** Balls in the middle column that move up or down only, pushed one way from the third frame on. */
export function pushed(
  count: number,
  { seed, length = 6, push }: StartOptions & { push: number },
): Video[] {
  const pushes = Array.from({ length }, (_, i) => i < 2 ? 0 : push);
  const still = { y: [5, 7], vy: [-0.9, -0.6], vx: [0, 0], x: [SIZE / 2, SIZE / 2] } as const;
  return draw(count, { seed, length, pushes, ...still });
}

type Range = readonly [from: number, to: number];

function draw(
  count: number,
  { seed, length, pushes, x = [4, 12], y, vx = [-0.5, 0.5], vy }: {
    seed: number;
    length: number;
    pushes?: readonly number[];
    x?: Range;
    y: Range;
    vx?: Range;
    vy: Range;
  },
): Video[] {
  const random = stream(foldIn(key(seed), 9));
  const within = ([from, to]: Range) => from + (to - from) * random.uniform();
  return Array.from({ length: count }, () => {
    const start = { x: within(x), y: within(y), vx: within(vx), vy: within(vy) };
    return film(start, { length, ...pushes ? { pushes } : {} });
  });
}
