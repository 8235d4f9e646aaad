import { bestOf } from "../bars.ts";
import type { Entry, Figures, Row } from "../measure.ts";

/** Others as the tables show them: the quickest of each kind. */
export const COLUMNS = [
  { title: "best WebGPU peer", words: "webgpu" },
  { title: "best wasm peer", words: "wasm" },
  { title: "tfjs cpu", words: "tfjs cpu" },
  { title: "plain TypeScript", words: "TypeScript" },
] as const;

/** Our own figures: the first of a row. */
export function ownFigures({ entries, name }: Pick<Row, "entries" | "name">): Figures {
  const [own] = entries;
  if (!own || "absent" in own) {
    throw new Error(`Cannot report ${name}: our own figures are missing`);
  }
  return own;
}

/** The quickest of a kind in a row, if any was timed; ours is never among them. */
export function othersBest(
  { entries }: { entries: readonly Entry[] },
  words: string,
): ReturnType<typeof bestOf> {
  return bestOf(entries.slice(1), words);
}
