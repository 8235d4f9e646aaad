/**
 * Judging: an execution beside what is stored and accepted, tolerances applied anew, worlds beside
 * each other, and what a person has to accept.
 */
export { type Because, CLASSES, parseBecause } from "./because.ts";
export { checkData, type Data } from "./check_data.ts";
export type { Accepted } from "./compare_accepted.ts";
export { type Finished, keepPending } from "./keep_pending.ts";
export {
  listPending,
  notebookPath,
  type Pending,
  pendingNotebook,
  type PendingPlace,
  readPending,
} from "./pending.ts";
export { judgeRun, type NoteToSettle, settle, type Settled } from "./settle.ts";
export { type Post, readSources, type Sources } from "./sources.ts";
export { readVerdicts, type Verdicts } from "./verdicts.ts";
export { spread, type WorldResults } from "./worlds.ts";
