import type { RunEvent } from "../types.ts";

type PlanEvent = Extract<RunEvent, { type: "plan" }>;

/** A note that a lane works on. */
export interface Running {
  note: string;
  world: string;
  lane: number;
  cells: number;
  done: number;
  startedAt: number;
  attempt: number;
  expectedMs: number | null;
}

interface Job {
  key: string;
  cells: number | null;
  expectedMs: number | null;
  state: "waiting" | "running" | "done";
}

/** Cells of a note nobody has counted yet. */
const USUAL_CELLS = 20;

/** What a run has done so far and what is left; knows no clock, is told the time. */
export class Progress {
  readonly #running = new Map<number, Running>();
  #jobs: Job[] = [];
  #lanes = 1;
  #startedAt = 0;
  #cellsOfDone = 0;
  /** Real and expected milliseconds of notes that finished, to correct what is expected. */
  #took = 0;
  #expected = 0;

  on(event: RunEvent, now: number): void {
    if (event.type === "plan") this.#plan(event, now);
    if (event.type === "start") this.#start(event, now);
    if (event.type === "cell") {
      const running = this.#running.get(event.lane);
      if (running) running.done = event.ordinal;
    }
    if (event.type === "end" && event.lane !== null) this.#end(event.lane, now);
  }

  /** Notes being worked on, by lane. */
  get running(): Running[] {
    return [...this.#running.values()].sort((a, b) => a.lane - b.lane);
  }

  get waiting(): number {
    return this.#jobs.filter(({ state }) => state === "waiting").length;
  }

  elapsed(now: number): number {
    return now - this.#startedAt;
  }

  /** Cells that ran, of all that will; notes not opened yet count with what others have. */
  cells(): { done: number; of: number } {
    const known = this.#jobs.map(({ cells }) => cells).filter((cells) => cells !== null);
    const usual = known.length > 0
      ? Math.round(known.reduce((sum, cells) => sum + cells, 0) / known.length)
      : USUAL_CELLS;
    const of = this.#jobs.reduce((sum, { cells }) => sum + (cells ?? usual), 0);
    const under = this.running.reduce((sum, { done }) => sum + done, 0);
    return { done: Math.min(of, this.#cellsOfDone + under), of };
  }

  /** Milliseconds left: the waiting notes handed to whichever lane is free first; null: unknown. */
  remaining(now: number): number | null {
    const known = this.#jobs.map(({ expectedMs }) => expectedMs).filter((ms) => ms !== null);
    if (known.length === 0) return null;
    const usual = known.reduce((sum, ms) => sum + ms, 0) / known.length;
    // a machine twice as slow as the one that measured shows in the first notes
    const pace = this.#expected > 0 ? clamp(this.#took / this.#expected, 0.25, 4) : 1;
    const free = this.running.map(({ startedAt, expectedMs }) =>
      Math.max(0, (expectedMs ?? usual) * pace - (now - startedAt))
    );
    while (free.length < this.#lanes) free.push(0);
    for (const { state, expectedMs } of this.#jobs) {
      if (state !== "waiting") continue;
      const first = free.indexOf(Math.min(...free));
      free[first]! += (expectedMs ?? usual) * pace;
    }
    return Math.max(...free);
  }

  #plan({ jobs, lanes }: PlanEvent, now: number): void {
    // a watch plans again and again
    this.#running.clear();
    [this.#cellsOfDone, this.#took, this.#expected] = [0, 0, 0];
    this.#startedAt = now;
    this.#lanes = Math.max(1, lanes);
    this.#jobs = jobs.filter(({ run }) => run).map((job) => ({
      key: keyOf(job),
      cells: job.cells ?? null,
      expectedMs: job.expectedMs,
      state: "waiting",
    }));
  }

  #start(event: Extract<RunEvent, { type: "start" }>, now: number): void {
    const { note, world, lane, cells, attempt } = event;
    const job = this.#jobs.find(({ key }) => key === keyOf(event));
    if (job) Object.assign(job, { state: "running", cells });
    const expectedMs = job?.expectedMs ?? null;
    this.#running.set(lane, {
      note,
      world,
      lane,
      cells,
      done: 0,
      startedAt: now,
      attempt,
      expectedMs,
    });
  }

  #end(lane: number, now: number): void {
    const running = this.#running.get(lane);
    if (!running) return;
    this.#running.delete(lane);
    this.#cellsOfDone += running.cells;
    if (running.expectedMs !== null) {
      this.#took += now - running.startedAt;
      this.#expected += running.expectedMs;
    }
    const job = this.#jobs.find(({ key }) => key === keyOf(running));
    if (job) job.state = "done";
  }
}

function keyOf({ note, world }: { note: string; world: string }): string {
  return `${note}\n${world}`;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
