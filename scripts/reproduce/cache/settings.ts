import type { World } from "../types.ts";
import type { Adapter } from "./adapter.ts";

/** What a cache must know of the run it serves. */
export interface CacheSettings {
  /** The repository; paths under it are kept relative, so that checkouts can share a cache. */
  root: string;
  /** The runner's state, `<root>/.rederive`. */
  state: string;
  /** Environment of a world's kernels, complete. */
  kernelEnv: (world: World) => Record<string, string>;
  /** Options that change what an execution records, such as `{ "max-output": "2000000" }`. */
  options?: Record<string, string>;
  /** Default: of this process, which is also the kernels'. */
  versions?: Record<string, string>;
  /** Asks a GPU for its fingerprint; replaced in tests. */
  askGpu?: (env: Record<string, string>) => Promise<Adapter | string>;
}
