import { installDrainGuard } from "./drain_guard.ts";

/** One output in several forms, by MIME type; the reader's program picks one. */
export type Bundle = { readonly [mime: string]: unknown };

/** Where bundles go outside Jupyter. */
export type DisplaySink = (bundle: Bundle, metadata: { readonly [key: string]: unknown }) => void;

let sink: DisplaySink | null = null;

installDrainGuard();

/**
 * Shows a bundle: in Jupyter as a cell output, else in the sink that was set, else as text.
 *
 * @example
 * ```ts
 * import { display, setDisplaySink } from "@rederive/lib/show";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * const seen: unknown[] = [];
 * setDisplaySink((bundle) => seen.push(bundle["text/plain"]));
 * display({ "text/plain": "hello" });
 * equal(seen[0], "hello");
 * setDisplaySink(null);
 * ```
 */
export function display(
  bundle: Bundle,
  { metadata = {} }: { metadata?: { readonly [key: string]: unknown } } = {},
): void {
  if (sink) return sink(bundle, metadata);
  const broadcast = jupyter()?.broadcast;
  if (broadcast) {
    // not awaited: messages leave in order, and a cell may end with a call that returns nothing
    void broadcast("display_data", { data: bundle, metadata, transient: {} });
    return;
  }
  console.log(bundle["text/plain"] ?? `[${Object.keys(bundle).join(", ")}]`);
}

/**
 * Sends what is displayed to a function, in tests and pages; null restores the default.
 *
 * @example
 * ```ts
 * import { display, setDisplaySink } from "@rederive/lib/show";
 *
 * setDisplaySink((bundle) => console.log(Object.keys(bundle)));
 * display({ "text/plain": "hello" });
 * setDisplaySink(null);
 * ```
 */
export function setDisplaySink(next: DisplaySink | null): void {
  sink = next;
}

interface Jupyter {
  broadcast(type: string, content: unknown): Promise<void>;
}

// Deno.jupyter exists only in a kernel, and Deno only in Deno
function jupyter(): Jupyter | undefined {
  try {
    return (globalThis as { Deno?: { jupyter?: Jupyter } }).Deno?.jupyter;
  } catch {
    return undefined; // outside a kernel the property throws
  }
}
