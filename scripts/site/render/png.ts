/** A PNG as a page shows it. */
export interface Png {
  bytes: Uint8Array<ArrayBuffer>;
  width: number;
  height: number;
}

/** Larger ones are no plot, and browsers refuse them. */
const LARGEST = 16384;

/** A PNG from base64; null when it is none. Its size stands in the first chunk. */
export function readPng(base64: string): Png | null {
  const bytes = bytesOf(base64.replaceAll(/\s/g, ""));
  if (bytes === null || bytes.length < 24) return null;
  const view = new DataView(bytes.buffer);
  const isPng = view.getUint32(0) === 0x89504e47 && view.getUint32(4) === 0x0d0a1a0a;
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  if (!isPng || Math.min(width, height) < 1 || Math.max(width, height) > LARGEST) return null;
  return { bytes, width, height };
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.fromBase64(base64);
  } catch {
    return null;
  }
}
