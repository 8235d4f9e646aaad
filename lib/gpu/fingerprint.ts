import type { Gpu } from "./gpu.ts";
import code from "./fingerprint.wgsl" with { type: "text" };

/** What identifies the arithmetic of an adapter. */
export interface Fingerprint {
  /** 16 hex digits: equal when names, limits, features and probe bits are. */
  hash: string;
  /** One line for people. */
  description: string;
  /** Names of the adapter. */
  info: Record<string, string | number | boolean>;
  /** Limits of the adapter. */
  limits: Record<string, number>;
  /** Features of the adapter, sorted. */
  features: string[];
  /** Bits of exp, pow, tanh, sin, inverseSqrt, fma, … at 32 points. */
  bits: number[];
}

/**
 * Identifies the adapter by what it says of itself and by the bits it computes: results may be
 * reused, or compared digit by digit, only under an equal hash.
 *
 * @example
 * ```ts
 * import { fingerprint, openGpu } from "@rederive/lib/gpu";
 * import { strictEqual as equal, match } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const { hash } = await fingerprint(gpu);
 * match(hash, /^[0-9a-f]{16}$/);
 * equal((await fingerprint(gpu)).hash, hash);
 * ```
 */
export async function fingerprint(gpu: Gpu): Promise<Fingerprint> {
  const { adapter } = gpu;
  const kernel = await gpu.kernel({ code, entry: "fingerprint" });
  // From 1/16 to 9 in uneven steps, both signs: no special values, every function off its axes.
  const points = Float32Array.from({ length: 32 }, (_, i) => (i % 2 ? -1 : 1) * (i * i + 1) / 107);
  using x = gpu.array(points);
  using bits = gpu.empty("u32", 32 * 10, "fingerprint");
  gpu.run(kernel, [x, bits], 1);
  const facts = {
    info: readProperties(adapter.info),
    limits: readProperties(adapter.limits) as Record<string, number>,
    features: [...adapter.features].sort(),
    bits: [...await gpu.read(bits)],
  };
  const hash = await hashOf(JSON.stringify(facts));
  const { description, vendor, architecture } = adapter.info; // browsers leave the first one empty
  const name = description || `${vendor} ${architecture}`.trim() || "unnamed adapter";
  return { hash, description: `${name}, ${gpu.family} kernels, ${hash}`, ...facts };
}

/** Getters live on the prototype, where JSON and spread do not see them. */
function readProperties(object: object): Record<string, string | number | boolean> {
  const properties: Record<string, string | number | boolean> = {};
  for (const name of Object.keys(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(object)))) {
    const value: unknown = Reflect.get(object, name, object);
    if (["string", "number", "boolean"].includes(typeof value)) {
      properties[name] = value as string | number | boolean;
    }
  }
  return Object.fromEntries(Object.entries(properties).sort(([a], [b]) => a < b ? -1 : 1));
}

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest, 0, 8)].map((b) => b.toString(16).padStart(2, "0")).join("");
}
