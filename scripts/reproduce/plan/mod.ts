/** Which notes run, in which order, in which shard: pure, apart from two small files of state. */
export { addResults, type LastRun, readLastRun, writeLastRun } from "./last_run.ts";
export { availableMemory, lanesThatFit } from "./memory_gate.ts";
export { type Candidate, type Job, plan, type PlanOptions } from "./plan.ts";
export { notesOfShard } from "./shard.ts";
export { addTimings, readTimings, type Timings, writeTimings } from "./timings.ts";
