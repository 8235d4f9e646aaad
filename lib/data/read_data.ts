import { sha256 } from "../claim/sha256.ts";
import { parseManifest } from "./manifest.ts";
import { readBytes } from "./read_bytes.ts";

const FOLDER = new URL("../../data/", import.meta.url);

/**
 * Reads a file of `data/` and checks it against the hash in the manifest.
 *
 * @example
 * ```ts
 * import { readData } from "@rederive/lib/data";
 * import { rejects } from "node:assert/strict";
 *
 * await rejects(readData("no-such-file.json"), /Cannot read data "no-such-file\.json"/);
 * ```
 */
export async function readData(
  name: string,
  { folder = FOLDER }: { folder?: URL } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { files } = parseManifest(
    new TextDecoder().decode(await readBytes(new URL("MANIFEST.json", folder))),
  );
  const entry = Object.hasOwn(files, name) ? files[name] : undefined;
  if (!entry) {
    throw new RangeError(
      `Cannot read data "${name}": data/MANIFEST.json does not list it, want one of ` +
        `${Object.keys(files).join(", ") || "none yet"}\nTry: add it with its sha256 and source`,
    );
  }
  const bytes = await readBytes(new URL(name, folder));
  const got = await hashOf(bytes);
  if (got === entry.sha256) return bytes;
  throw new RangeError(
    `Cannot read data "${name}": its sha256 is ${got}, want ${entry.sha256} of data/MANIFEST.json\n` +
      `Try: git checkout -- data/${name}, or update the manifest when the change is meant`,
  );
}

/** By the platform, which is ten times faster, where a page is allowed to ask it. */
async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const { subtle } = globalThis.crypto as { subtle?: SubtleCrypto };
  if (!subtle) return sha256(bytes);
  const hash = new Uint8Array(await subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
