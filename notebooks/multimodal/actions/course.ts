import { foldIn, key, type Stream, stream } from "@rederive/lib/random";

/** Steps of the course; each goes 1/8 ahead, an action says how far to the side. */
export const STEPS = 8;
/** An action of 1 is so far to the side. */
export const REACH = 0.2;
/** Of the obstacle, half of the way ahead. */
export const RADIUS = 0.15;

/** What is perceived: the step, and how far to the side of the obstacle one is. */
export interface View {
  readonly step: number;
  readonly y: number;
}

/** Eight actions, for now and the steps ahead; those behind the end of the course are 0. */
export type Plan = readonly number[];

/** A view and what an expert would do from there on. */
export interface Example {
  readonly view: View;
  readonly plan: Plan;
}

const clamp = (v: number) => Math.min(1, Math.max(-1, v));

/** How far to the side an expert is that goes around by `width`. */
function detour(step: number, width: number): number {
  return width * Math.sin(Math.PI * step / STEPS) ** 2;
}

/** What an expert does who is at y and wants to be on a detour: half of what is missing, each step. */
function actionOf({ step, y }: View, width: number): number {
  if (step >= STEPS) return 0;
  const missing = detour(step, width) - y;
  const ahead = detour(step + 1, width) - detour(step, width);
  return clamp((ahead + 0.5 * missing) / REACH);
}

/** All that an expert would do from a view if nothing came in between. */
function planOf(view: View, width: number): Plan {
  let { step, y } = view;
  return Array.from({ length: STEPS }, () => {
    const action = actionOf({ step, y }, width);
    [step, y] = [step + 1, y + REACH * action];
    return action;
  });
}

/** Where one starts: right before the obstacle, a little to one side or the other. */
export function drawStart(random: Stream): View {
  return { step: 0, y: 0.02 * random.normal() };
}

/**
 * Examples from runs of an expert who is pushed about: left or right around the obstacle is drawn for
 * each run, whatever the start. Of the views, more than a quarter are the first of a run.
 */
export function drawExamples(count: number, { seed }: { seed: number }): Example[] {
  const random = stream(foldIn(key(seed), 1));
  return Array.from({ length: count }, () => {
    const width = (random.integer(2) === 0 ? -1 : 1) * (0.27 + 0.06 * random.uniform());
    let view = drawStart(random);
    const stop = random.integer(4) === 0 ? 0 : random.integer(STEPS);
    while (view.step < stop) {
      const y = view.y + REACH * actionOf(view, width) + WIND * random.normal();
      view = { step: view.step + 1, y };
    }
    return { view, plan: planOf(view, width) };
  });
}

/** How far an expert is pushed to the side in a step, typically. */
const WIND = 0.05;

/** Where one has been: how far to the side, at the start and after each of eight steps. */
export type Track = readonly number[];

/** Whether a track keeps clear of the obstacle, and ends no further than 0.1 from behind it. */
export function succeeds(track: Track): boolean {
  return clearanceOf(track) > RADIUS && Math.abs(track.at(-1)!) < 0.1;
}

/** How near a track comes to the middle of the obstacle, between steps too. */
export function clearanceOf(track: Track): number {
  let nearest = Infinity;
  for (let i = 0; i + 1 < track.length; i++) {
    for (let part = 0; part <= 1; part += 0.125) {
      const x = (i + part) / STEPS - 0.5;
      const y = track[i]! + part * (track[i + 1]! - track[i]!);
      nearest = Math.min(nearest, Math.hypot(x, y));
    }
  }
  return nearest;
}
