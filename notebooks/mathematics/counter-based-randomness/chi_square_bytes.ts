/**
 * Are all 256 byte values equally common? Returns the distance from what chance gives, in standard
 * deviations: chi-square with 255 degrees of freedom has mean 255 and variance 510.
 */
export function chiSquareBytes(words: Uint32Array<ArrayBuffer>): number {
  const counts = new Uint32Array(256);
  const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
  for (const byte of bytes) counts[byte]!++;
  const expected = bytes.length / 256;
  const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return (chiSquare - 255) / Math.sqrt(510);
}
