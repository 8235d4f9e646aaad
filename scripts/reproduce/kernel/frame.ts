/** ZMTP 3.0 frames: one flag byte, the length in one or eight bytes, the data. */

const LONG = 2;

/** Puts flags and length before `data`. */
export function frame(data: Uint8Array, flags: number): Uint8Array<ArrayBuffer> {
  const long = data.length > 255;
  const head = long ? 9 : 2;
  const out = new Uint8Array(head + data.length);
  out[0] = flags | (long ? LONG : 0);
  if (long) new DataView(out.buffer).setBigUint64(1, BigInt(data.length));
  else out[1] = data.length;
  out.set(data, head);
  return out;
}

export function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    out.set(part, offset);
    offset += part.length;
  }
  return out;
}
