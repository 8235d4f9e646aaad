import { readData } from "../data/mod.ts";
import { loadParameters, type Module } from "../nn/mod.ts";
import { float32Weights, readSafetensors, type Safetensors } from "../safetensors/mod.ts";

/** Trained networks by the names of their runs. */
export interface Checkpoints {
  /**
   * Gives a module the parameters of a run.
   *
   * @throws {RangeError} when there is no such run, or the module has more or fewer parameters.
   */
  load(run: string, module: Module): Promise<void>;
  /**
   * The first losses of a run.
   *
   * @throws {RangeError} when there are none.
   */
  losses(run: string): number[];
}

/** Where the files are. */
export interface ReadOptions {
  /** A folder with a MANIFEST.json; `data/` unless given. */
  folder?: URL;
}

/**
 * Reads files of `data/`. In each a tensor has the name of a run and all its parameters, one behind the
 * other; its losses, with spaces between them, are metadata of that name.
 *
 * @throws {RangeError} when a run is in two of the files.
 *
 * @example
 * ```ts
 * import { readCheckpoints } from "@rederive/lib/checkpoints";
 * import { throws } from "node:assert/strict";
 *
 * const kept = await readCheckpoints(["clip-shapes.safetensors"]);
 * throws(() => kept.losses("never-run"), /no losses of "never-run"/);
 * ```
 */
export async function readCheckpoints(
  files: readonly string[],
  options: ReadOptions = {},
): Promise<Checkpoints> {
  const ofRun = new Map<string, Safetensors>();
  for (const file of files) {
    const read = readSafetensors(await readData(file, options));
    for (const run of read.tensors.keys()) {
      if (ofRun.has(run)) {
        throw new RangeError(`Cannot read data/${file}: run "${run}" is in another file, too`);
      }
      ofRun.set(run, read);
    }
  }
  const refuse = (run: string, what: string) =>
    new RangeError(`Cannot read checkpoints: no ${what} of "${run}" in ${files.join(" and ")}`);
  return {
    async load(run, module) {
      const tensors = ofRun.get(run)?.tensors;
      if (!tensors) throw refuse(run, "parameters");
      await loadParameters(module, float32Weights(tensors, run));
    },
    losses(run) {
      const losses = ofRun.get(run)?.metadata.get(run);
      if (losses === undefined) throw refuse(run, "losses");
      return losses.split(" ").map(Number);
    },
  };
}
