import { readWeights } from "./weights.ts";
import { checkManifestFiles } from "./manifest.ts";
import { readSources } from "./sources.ts";
import { readVerdicts, type Verdicts } from "./verdicts.ts";

/** What the repository says about its notes, read and checked. */
export interface Data {
  verdicts: Verdicts;
  /** Milliseconds per note, for shards. */
  weights: { [note: string]: number };
}

/** Checks all of `data/`; throws BadInput for the first thing that is wrong. */
export async function checkData(root: string): Promise<Data> {
  readSources(root);
  await checkManifestFiles(root);
  return { verdicts: readVerdicts(root), weights: readWeights(root) };
}
