import { writeSafetensors } from "../safetensors/mod.ts";

/** What training gave. */
export interface TrainedRun {
  /** All parameters, one behind the other in the order of `namedParameters()`. */
  readonly values: ArrayLike<number>;
  /** Of the first steps; none is fine. */
  readonly losses: readonly number[];
}

/** How parameters are stored. */
export interface WriteOptions {
  /** 16 bits a number, of which either kind rounds in its own way; BF16 unless given. */
  dtype?: "BF16" | "F16";
}

/**
 * A file of trained networks by the names of their runs, for `readCheckpoints()`.
 *
 * @throws {RangeError} when two runs have one name.
 *
 * @example
 * ```ts
 * import { writeCheckpoints } from "@rederive/lib/checkpoints";
 * import { float32Of, readSafetensors } from "@rederive/lib/safetensors";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const bytes = writeCheckpoints([["seed-1", { values: [1, 0.5], losses: [2, 1.5] }]]);
 * const { tensors } = readSafetensors(bytes);
 * deepEqual(float32Of(tensors.get("seed-1")!), Float32Array.of(1, 0.5));
 * ```
 */
export function writeCheckpoints(
  runs: Iterable<readonly [name: string, TrainedRun]>,
  { dtype = "BF16" }: WriteOptions = {},
): Uint8Array<ArrayBuffer> {
  const all = [...runs];
  const tensors = all.map(([name, { values }]) =>
    [name, { dtype, shape: [values.length], values: Float32Array.from(values) }] as const
  );
  const metadata = Object.fromEntries(
    all.filter(([, { losses }]) => losses.length > 0)
      .map(([name, { losses }]) => [name, losses.join(" ")]),
  );
  return writeSafetensors(tensors, { metadata });
}
