/** A way of N steps with a reward at its end, and mentors who comment on every step of it. */

/** What is added to the reward of going from one place to another; the goal is place N. */
export type Mentor = (from: number, to: number) => number;

/** Go on, stay, go back. */
export const MOVES = [1, 0, -1] as const;

/** How much a reward is worth one step later. */
export const GAMMA = 0.95;

/** Where a move leads from a place: nowhere below 0. */
export function arrive(from: number, move: number): number {
  return Math.max(0, from + move);
}

/** 1 at the end of the way, and what the mentor says. */
export function reward(N: number, from: number, to: number, mentor?: Mentor): number {
  return (to === N ? 1 : 0) + (mentor?.(from, to) ?? 0);
}

/** The mentor who reports progress: by how much a step has raised `potential`, discounted. */
export function reportProgress(potential: (place: number) => number): Mentor {
  return (from, to) => GAMMA * potential(to) - potential(from);
}
