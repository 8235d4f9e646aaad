/** What a lane needs to know to work: how to warm a worker for a job, and how to use it. */
export interface LaneOptions<Job, Worker> {
  lanes: number;
  /** Starts a worker for this job ahead of time; called at most once a job. */
  warm(job: Job): Promise<Worker>;
  /** Does the job. The worker is the callee's to end. */
  work(job: Job, worker: Promise<Worker>, lane: number): Promise<void>;
  /** Ends a worker that was warmed and then not needed. */
  discard(worker: Worker): Promise<void>;
  /** Once aborted no further job starts; the jobs under way end by themselves. */
  signal: AbortSignal;
}

/**
 * Works through `jobs` in order on several lanes. While a lane works, the next job of the queue
 * has a worker warming: one spare a lane, never more, so memory stays bounded by 2 × lanes.
 */
export async function runLanes<Job, Worker>(
  jobs: readonly Job[],
  { lanes, warm, work, discard, signal }: LaneOptions<Job, Worker>,
): Promise<void> {
  const warming = new Map<number, Promise<Worker>>();
  const start = (index: number) => {
    const worker = warm(jobs[index]!);
    worker.catch(() => {}); // reported by work(), or moot once discarded
    warming.set(index, worker);
  };
  let next = 0;
  const lane = async (number: number) => {
    while (next < jobs.length && !signal.aborted) {
      const index = next++;
      if (!warming.has(index)) start(index);
      const worker = warming.get(index)!;
      warming.delete(index);
      // the spare starts once this lane's own worker is up: two starting at once slow each other
      const spare = worker.then(() => {}, () => {}).then(() => {
        if (next < jobs.length && warming.size < lanes && !signal.aborted) {
          for (let i = next; i < jobs.length; i++) if (!warming.has(i)) return start(i);
        }
      });
      await work(jobs[index]!, worker, number);
      await spare;
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(lanes, jobs.length) }, (_, i) => lane(i)));
  } finally {
    for (const worker of warming.values()) await worker.then(discard, () => {});
  }
}
