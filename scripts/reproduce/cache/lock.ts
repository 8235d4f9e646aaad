import { parseJsonc } from "./configs.ts";

/** What deno.lock vouches for. */
export interface Lock {
  /** `name@version` → integrity. */
  npm: Record<string, string>;
  /** URL → hash. */
  remote: Record<string, string>;
}

export function readLock(text: string | null): Lock {
  const json = text === null ? null : parseJsonc(text);
  const npm: Record<string, string> = {};
  for (const [id, entry] of Object.entries((json?.npm ?? {}) as Record<string, unknown>)) {
    const integrity = (entry as { integrity?: unknown } | null)?.integrity;
    if (typeof integrity === "string") npm[id] = integrity;
  }
  return { npm, remote: (json?.remote ?? {}) as Record<string, string> };
}
