/** What `data/MANIFEST.json` says of one file. */
export interface ManifestEntry {
  /** Of the bytes, in hex. */
  readonly sha256: string;
  /** Where it came from: an address, or what it was computed from. */
  readonly source: string;
  /** Under what it may be passed on. */
  readonly licence: string;
  /** The command or script that made it, with versions. */
  readonly made_with: string;
}

/** `data/MANIFEST.json`. */
export interface Manifest {
  /** By name in `data/`. */
  readonly files: { readonly [name: string]: ManifestEntry };
}

const KEYS = ["sha256", "source", "licence", "made_with"] as const;

/**
 * Reads a manifest from its text.
 *
 * @example
 * ```ts
 * import { parseManifest } from "@rederive/lib/data";
 * import { throws } from "node:assert/strict";
 *
 * throws(() => parseManifest("{"), /Cannot read data\/MANIFEST\.json: it is not JSON/);
 * ```
 */
export function parseManifest(text: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    throw new SyntaxError(`Cannot read data/MANIFEST.json: it is not JSON (${message})`);
  }
  return checkManifest(value);
}

/**
 * Accepts parsed JSON as a manifest, or says what is wrong with it.
 *
 * @example
 * ```ts
 * import { checkManifest } from "@rederive/lib/data";
 * import { throws } from "node:assert/strict";
 *
 * checkManifest({ files: {} });
 * throws(() => checkManifest({ files: { "a.json": { sha256: "00" } } }), /"a\.json"/);
 * ```
 */
export function checkManifest(value: unknown): Manifest {
  const refuse = (problem: string) => new SyntaxError(`Cannot read data/MANIFEST.json: ${problem}`);
  if (!isRecord(value) || !isRecord(value["files"])) throw refuse('it has no "files" object');
  const extra = Object.keys(value).find((key) => key !== "files");
  if (extra) throw refuse(`it has an unknown key "${extra}", want only "files"`);
  for (const [name, entry] of Object.entries(value["files"])) {
    if (!isRecord(entry)) throw refuse(`"${name}" is no object`);
    const unknown = Object.keys(entry).find((key) => !KEYS.some((known) => known === key));
    if (unknown) throw refuse(`"${name}" has an unknown key "${unknown}", want ${KEYS.join(", ")}`);
    const missing = KEYS.find((key) => typeof entry[key] !== "string" || entry[key] === "");
    if (missing) throw refuse(`"${name}" has no "${missing}", want ${KEYS.join(", ")}`);
    if (!/^[0-9a-f]{64}$/.test(String(entry["sha256"]))) {
      throw refuse(`"${name}" has a sha256 that is not 64 hex digits`);
    }
  }
  return value as unknown as Manifest;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
