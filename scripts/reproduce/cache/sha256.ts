/**
 * Content hashes. Web Crypto rather than `node:crypto`: importing the latter costs 20–30 ms, which
 * is more than everything else a run with nothing to do has to pay.
 */

/** Named inputs of a run, each a hash or a short value; together they make a key. */
export type Parts = { [name: string]: string };

const encoder = new TextEncoder();

export async function sha256(data: string | Uint8Array): Promise<string> {
  const bytes = typeof data === "string" ? encoder.encode(data) : data as Uint8Array<ArrayBuffer>;
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
}

/** One hash of all parts, whatever order they were gathered in. */
export function hashParts(parts: Parts): Promise<string> {
  // length-prefixed: without it {a: "bc"} and {ab: "c"} would share a key
  const text = Object.keys(parts).sort().map((name) => {
    const value = parts[name] ?? "";
    return `${name.length}:${name}${value.length}:${value}`;
  });
  return sha256(`${text.length}:${text.join("")}`);
}
