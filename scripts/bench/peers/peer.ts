import type { Elements } from "../array_file.ts";

/** Elements and the sizes of their axes. */
export interface Input {
  data: Elements;
  shape: readonly number[];
}

/** Numbers that a task needs beside its inputs. */
export type Options = Readonly<Record<string, number>>;

/** A task on data that is in place. `H` is what a run holds until it is dropped. */
export interface Work<H = unknown> {
  /** Does it, or hands it to the GPU. */
  run(): H | Promise<H>;
  /** Comes back when it is done. */
  wait(held: H): void | Promise<void>;
  /** Gets the results into memory. */
  read(held: H): Promise<readonly Elements[]>;
  drop(held: H): void;
  /** Frees the inputs. */
  free(): void | Promise<void>;
}

/** A library on one of its backends. */
export interface Peer {
  /** Undefined when the library has no such operation. */
  prepare(task: string, inputs: readonly Input[], options: Options): Promise<Work | undefined>;
}

/** Starts a library's backend. */
export type OpenPeer = (backend: string) => Promise<Peer>;

/**
 * Waits for the GPU. Deno does that inside the call and lets the promise resolve 10 ms later: those
 * are not held against a library, so the promise is not awaited.
 */
export function waitForQueue(device: GPUDevice): void {
  device.queue.onSubmittedWorkDone();
}
