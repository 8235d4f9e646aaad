import { timing } from "./classed.ts";

/**
 * Does some work and shows how long it took. A time is shown, never compared between runs.
 *
 * @example
 * ```ts
 * import { timed } from "@rederive/lib/show";
 * import { equal } from "node:assert/strict";
 *
 * equal(await timed("a sum", () => 1 + 1), 2); // shows "a sum: 0.0 ms"
 * ```
 */
export async function timed<T>(label: string, work: () => T | Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work();
  timing(label, performance.now() - start);
  return result;
}
