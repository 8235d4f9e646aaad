/**
 * Networks that a note trained before and keeps in `data/`: the parameters of each run as one array,
 * its first losses beside them.
 *
 * @module
 */
export { type Checkpoints, readCheckpoints, type ReadOptions } from "./read_checkpoints.ts";
export { type TrainedRun, writeCheckpoints, type WriteOptions } from "./write_checkpoints.ts";
