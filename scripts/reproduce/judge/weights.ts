import { BadInput } from "../types.ts";
import { isRecord, readDataFile } from "./data_file.ts";

/** `data/timings.json`: note → seconds it took when it was accepted. All shards must agree on it. */
export const WEIGHTS_FILE = "data/timings.json";

/** Milliseconds per note; none known when the file is missing. */
export function readWeights(root: string): { [note: string]: number } {
  const value = readDataFile(root, WEIGHTS_FILE) ?? {};
  const refuse = (problem: string) =>
    new BadInput(`Cannot read ${WEIGHTS_FILE}: ${problem}`, `git checkout -- ${WEIGHTS_FILE}`);
  if (!isRecord(value)) throw refuse("it is no object of notes");
  const weights: { [note: string]: number } = {};
  for (const [note, seconds] of Object.entries(value)) {
    if (typeof seconds !== "number" || !(seconds >= 0)) {
      throw refuse(`"${note}" is ${JSON.stringify(seconds)}, wanted seconds`);
    }
    weights[note] = seconds * 1000;
  }
  return weights;
}

/** The file with one more measurement; null when it says nothing new, to keep diffs quiet. */
export function weightsText(
  weights: { [note: string]: number },
  note: string,
  ms: number,
): string | null {
  const known = weights[note];
  if (known !== undefined && Math.abs(ms - known) <= Math.max(500, known / 4)) return null;
  const all = { ...weights, [note]: ms };
  const seconds = Object.keys(all).sort().map((one) => [one, Math.round(all[one]! / 100) / 10]);
  return JSON.stringify(Object.fromEntries(seconds), null, 2) + "\n";
}
