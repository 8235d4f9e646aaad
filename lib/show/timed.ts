import { timing } from "./classed.ts";

/**
 * Does some work and shows how long it took. A time is shown, never compared between runs.
 *
 * @example
 * ```ts
 * import { timed } from "@rederive/lib/show";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * equal(await timed("a sum", () => 1 + 1), 2); // shows "a sum: 0.0 ms"
 * ```
 */
export async function timed<T>(label: string, work: () => T | Promise<T>): Promise<T> {
  // deno-lint-ignore rederive/no-clock -- the one place: what it reads is classed, never compared
  const now = () => performance.now();
  const start = now();
  const result = await work();
  timing(label, now() - start);
  return result;
}
