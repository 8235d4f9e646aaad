import { display } from "./display.ts";

/**
 * Shows a time. Its output is classed, so that no comparison of runs ever looks at the number.
 *
 * @example
 * ```ts
 * import { setDisplaySink, timing } from "@rederive/lib/show";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * let seen: unknown;
 * setDisplaySink((_, metadata) => seen = metadata);
 * timing("64 dispatches", 1.87);
 * deepEqual(seen, { rederive: { class: "time" } });
 * setDisplaySink(null);
 * ```
 */
export function timing(label: string, milliseconds: number): void {
  if (!Number.isFinite(milliseconds)) {
    throw new RangeError(`Cannot show timing "${label}": it is ${milliseconds}, want milliseconds`);
  }
  const value = milliseconds >= 1000
    ? `${(milliseconds / 1000).toPrecision(3)} s`
    : `${milliseconds.toPrecision(3)} ms`;
  classed("time", `${label}: ${value}`);
}

/**
 * Shows where a note ran: adapter, versions. Classed like {@linkcode timing}, never compared.
 *
 * @example
 * ```ts
 * import { environment, setDisplaySink } from "@rederive/lib/show";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * let text: unknown;
 * setDisplaySink((bundle) => text = bundle["text/plain"]);
 * environment({ adapter: "llvmpipe", deno: "2.9.6" });
 * equal(text, "adapter: llvmpipe, deno: 2.9.6");
 * setDisplaySink(null);
 * ```
 */
export function environment(values: { readonly [name: string]: string | number }): void {
  const text = Object.entries(values).map(([name, value]) => `${name}: ${value}`).join(", ");
  classed("environment", text);
}

function classed(name: "time" | "environment", text: string): void {
  display({ "text/plain": text }, { metadata: { rederive: { class: name } } });
}
