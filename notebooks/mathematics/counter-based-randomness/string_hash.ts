/** CPython's string hash on 32-bit WebAssembly (the FNV variant), written from its description. */

/** The two secret words of the hash. Zero when `PYTHONHASHSEED=0`; chosen at start-up otherwise. */
export interface HashSecret {
  prefix: number;
  suffix: number;
}

/** Hashes an ASCII string the way CPython built with `sys.hash_info.algorithm == "fnv"` does. */
export function hashString(text: string, { prefix, suffix }: HashSecret): number {
  const bytes = new TextEncoder().encode(text);
  const view = new DataView(bytes.buffer);
  // every block but the last is read four bytes at a time, the last one byte by byte
  const tail = bytes.length % 4 === 0 ? 4 : bytes.length % 4;
  let x = prefix ^ (bytes[0]! << 7);
  for (let i = 0; i < bytes.length - tail; i += 4) {
    x = Math.imul(1000003, x) ^ view.getInt32(i, true);
  }
  for (const byte of bytes.subarray(bytes.length - tail)) x = Math.imul(1000003, x) ^ byte;
  x ^= bytes.length ^ suffix;
  return x === -1 ? -2 : x; // -1 is CPython's error code, so no hash may equal it
}

/** The secret that a non-zero `PYTHONHASHSEED` stands for: eight bytes of a small linear generator. */
export function secretFromSeed(seed: number): HashSecret {
  let x = seed;
  const bytes = Uint8Array.from({ length: 8 }, () => {
    x = Math.imul(x, 214013) + 2531011;
    return x >>> 16;
  });
  const view = new DataView(bytes.buffer);
  return { prefix: view.getInt32(0, true), suffix: view.getInt32(4, true) };
}
