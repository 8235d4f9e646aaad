import { EXIT, type NoteResult } from "./types.ts";

/** Of several endings, the smallest code: what an author can fix comes before what drifted. */
export function exitCodeOf(results: readonly Pick<NoteResult, "ending">[]): number {
  const codes = results.flatMap(({ ending }) => ending ? [EXIT[ending.kind]] : []);
  return codes.length === 0 ? 0 : Math.min(...codes);
}
