/** SHA-256 (FIPS 180-4), synchronous and without Deno or Node, so that records also hash in a page. */

const PRIMES = firstPrimes(64);
const fraction = (x: number) => Math.floor((x - Math.floor(x)) * 2 ** 32);
const K = Uint32Array.from(PRIMES, (p) => fraction(Math.cbrt(p)));
const START = Uint32Array.from(PRIMES.slice(0, 8), (p) => fraction(Math.sqrt(p)));

/**
 * SHA-256 of bytes, or of a string as UTF-8, in hex.
 *
 * @example
 * ```ts
 * import { sha256 } from "@rederive/lib/claim";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * equal(sha256("abc").slice(0, 16), "ba7816bf8f01cfea");
 * ```
 */
export function sha256(data: Uint8Array | string): string {
  const bytes = typeof data === "string" ? new TextEncoder().encode(data) : data;
  const state = START.slice();
  const w = new Uint32Array(64);
  const whole = bytes.length - bytes.length % 64;
  for (let at = 0; at < whole; at += 64) compress(state, w, bytes, at);

  // the rest, a one bit, zeros, and the length in bits as a 64-bit big-endian number
  const rest = bytes.subarray(whole);
  const tail = new Uint8Array(rest.length < 56 ? 64 : 128);
  tail.set(rest);
  tail[rest.length] = 0x80;
  new DataView(tail.buffer).setBigUint64(tail.length - 8, BigInt(bytes.length) * 8n);
  for (let at = 0; at < tail.length; at += 64) compress(state, w, tail, at);
  return Array.from(state, (word) => word.toString(16).padStart(8, "0")).join("");
}

function compress(state: Uint32Array, w: Uint32Array, bytes: Uint8Array, at: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, 64);
  for (let t = 0; t < 16; t++) w[t] = view.getUint32(4 * t);
  for (let t = 16; t < 64; t++) {
    const x = w[t - 15]!, y = w[t - 2]!;
    const s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3);
    const s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10);
    w[t] = s1 + w[t - 7]! + s0 + w[t - 16]!;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as Eight;
  for (let t = 0; t < 64; t++) {
    const t1 = h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + K[t]! +
      w[t]!;
    const t2 = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => state[i] = state[i]! + word);
}

type Eight = [number, number, number, number, number, number, number, number];

const rotate = (x: number, n: number) => (x >>> n) | (x << (32 - n));

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) if (primes.every((p) => n % p !== 0)) primes.push(n);
  return primes;
}
