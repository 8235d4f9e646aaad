import type { HostArray } from "@rederive/lib/gpu";
import type { BenchCase } from "../kernels/bench_case.ts";
import type { Took } from "../protocol.ts";

/** What came out of a first run, or why there was none. */
export type Prepared = { outputs: readonly HostArray[] } | { absent: string };

/** One of those who do the same work in turn. */
export interface Contender extends AsyncDisposable {
  readonly name: string;
  /** Gets everything in place, and runs until nothing is compiled any more. */
  prepare(work: BenchCase): Promise<Prepared>;
  /** Does the work once more. */
  run(): Promise<Took>;
  /** Lets go of what `prepare()` made. */
  forget(): Promise<void>;
}
