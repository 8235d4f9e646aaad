import { display } from "./display.ts";

/**
 * Shows Markdown, with math between dollars. A tagged template, so that backslashes stay.
 *
 * @example
 * ```ts
 * import { markdown, setDisplaySink } from "@rederive/lib/show";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * let text: unknown;
 * setDisplaySink((bundle) => text = bundle["text/markdown"]);
 * markdown`The sum is $\frac{n (n + 1)}{2}$ = ${5050}.`;
 * equal(text, "The sum is $\\frac{n (n + 1)}{2}$ = 5050.");
 * setDisplaySink(null);
 * ```
 */
export function markdown(
  strings: TemplateStringsArray,
  ...values: readonly (string | number | bigint)[]
): void {
  const text = String.raw(strings, ...values).trim();
  display({ "text/markdown": text, "text/plain": text });
}
