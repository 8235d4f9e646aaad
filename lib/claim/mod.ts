/**
 * Claims and their evidence: a claim is judged by checks that run, and its verdict is derived from
 * what they measured.
 *
 * @module
 */
export * from "./against.ts";
export { atLeast, atMost, type BoundOptions } from "./bound.ts";
export { cardHtml } from "./card/html.ts";
export { cardMarkdown } from "./card/markdown.ts";
export { type Part as CardPart, type Row as CardRow, rowsOf as cardRows } from "./card/rows.ts";
export { cardText } from "./card/text.ts";
export type { Claim, Control } from "./claim.ts";
export { close, type Numbers } from "./close.ts";
export { countHeld, decide } from "./decide.ts";
export { deriveVerdict, type Evidence } from "./derive_verdict.ts";
export { equal } from "./equal.ts";
export * from "./errors.ts";
export { everyCase, type EveryCaseOptions } from "./every_case.ts";
export { isWithin, keepHardest } from "./hardest.ts";
export * from "./json.ts";
export type * from "./measurement.ts";
export { CLAIM_MIME } from "./note.ts";
export { type OpenNote, openNote } from "./open_note.ts";
export type { OutOfScope } from "./out_of_scope.ts";
export { overSeeds, type OverSeedsOptions } from "./over_seeds.ts";
export type * from "./record.ts";
export { revisionOf } from "./revision.ts";
export { sha256 } from "./sha256.ts";
export { strengthOf } from "./strength.ts";
export { summaryMarkdown } from "./summary.ts";
export { withTolerance } from "./with_tolerance.ts";
