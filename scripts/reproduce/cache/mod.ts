/**
 * The cache: which stored execution answers for a note as it is now, and which input changed when
 * none does.
 */
export type { Adapter } from "./adapter.ts";
export type { Judgement, StoredJudgement } from "./judged_store.ts";
export { RunCache } from "./run_cache.ts";
export { type Parts } from "./sha256.ts";
export type { EntryHead } from "./entry_head.ts";
export type { EntryBody } from "./store.ts";
export type { Lookup } from "./lookup.ts";
export type { CacheSettings } from "./settings.ts";
export { explain } from "./why.ts";
