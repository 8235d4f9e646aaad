import { foldIn, key, type Stream, stream } from "@rederive/lib/random";

/** Pixels along an edge. */
export const SIZE = 16;
/** Of the ball, in pixels. */
export const RADIUS = 2.2;
/** How much faster it falls with each frame, in pixels a frame. */
export const GRAVITY = 0.4;
/** Share of its speed that it keeps when it hits the floor. */
export const RESTITUTION = 0.7;
/** How much faster it goes to the side with each frame while it is pushed. */
export const PUSH = 0.8;

/** Where the ball's middle is, to the right and down, and how fast it moves, in pixels a frame. */
export interface State {
  readonly x: number;
  readonly y: number;
  readonly vx: number;
  readonly vy: number;
}

/** Frames one after the other, 256 pixels each, 0 to 1. */
export interface Video {
  readonly frames: Float32Array<ArrayBuffer>;
  readonly length: number;
  /** How it was made. No model is given this. */
  readonly states: readonly State[];
  /** How the ball was pushed from each frame to the next: -1 to the left, 1 to the right, or 0. */
  readonly pushes: readonly number[];
}

const PARTS = 20;

/** The state a frame later: falling, bouncing off the floor and, with no loss, off the walls. */
export function advance(state: State, push = 0): State {
  let { x, y, vx, vy } = state;
  const [dt, low, high] = [1 / PARTS, RADIUS, SIZE - RADIUS];
  for (let part = 0; part < PARTS; part++) {
    y += vy * dt + GRAVITY * dt * dt / 2;
    x += vx * dt + push * PUSH * dt * dt / 2;
    vy += GRAVITY * dt;
    vx += push * PUSH * dt;
    if (y > high && vy > 0) {
      y = high - RESTITUTION * (y - high);
      vy *= -RESTITUTION;
    }
    if ((x < low && vx < 0) || (x > high && vx > 0)) {
      x = 2 * (x < low ? low : high) - x;
      vx = -vx;
    }
  }
  return { x, y, vx, vy };
}

/** A start anywhere in the upper half, at any moderate speed. */
export function drawState(random: Stream): State {
  const between = (a: number, b: number) => a + (b - a) * random.uniform();
  return {
    x: between(RADIUS + 0.3, SIZE - RADIUS - 0.3),
    y: between(4.2, 10),
    vx: between(-0.8, 0.8),
    vy: between(-1.2, 0.8),
  };
}

/** Films a ball that is pushed as told from frame to frame, not at all unless told. */
export function film(
  start: State,
  { length, pushes = [] }: { length: number; pushes?: readonly number[] },
): Video {
  const frames = new Float32Array(length * SIZE ** 2);
  const states: State[] = [];
  for (let i = 0, state = start; i < length; i++) {
    states.push(state);
    frames.set(frameOf(state), i * SIZE ** 2);
    state = advance(state, pushes[i]);
  }
  return { frames, length, states, pushes: states.map((_, i) => pushes[i] ?? 0) };
}

/** A picture of the ball, white on black, its edge a pixel wide. */
export function frameOf({ x, y }: Pick<State, "x" | "y">): Float32Array {
  const frame = new Float32Array(SIZE ** 2);
  const near = (middle: number) => Math.max(0, Math.floor(middle - RADIUS - 1));
  for (let row = near(y); row < Math.min(SIZE, y + RADIUS + 1); row++) {
    for (let column = near(x); column < Math.min(SIZE, x + RADIUS + 1); column++) {
      const far = Math.hypot(column + 0.5 - x, row + 0.5 - y);
      frame[row * SIZE + column] = Math.min(1, Math.max(0, RADIUS + 0.5 - far));
    }
  }
  return frame;
}

/**
 * Videos of balls that may have bounced before they begin; if `pushed`, each is pushed left, right or not
 * at all, from every frame to the next anew.
 */
export function drawVideos(
  count: number,
  { seed, length = 8, pushed = false }: { seed: number; length?: number; pushed?: boolean },
): Video[] {
  const random = stream(foldIn(key(seed), 1));
  return Array.from({ length: count }, () => {
    let start = drawState(random);
    for (let wait = random.integer(10); wait > 0; wait--) start = advance(start);
    const pushes = Array.from({ length }, () => pushed ? random.integer(3) - 1 : 0);
    return film(start, { length, pushes });
  });
}
