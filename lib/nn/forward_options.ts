import type { Stream } from "../random/mod.ts";

/** How a pass through a module is made: nothing about it is remembered by the module. */
export interface ForwardOptions {
  /** Trains: dropout draws from it. Without it nothing is dropped. */
  random?: Stream | undefined;
}
