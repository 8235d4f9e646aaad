/** Throws unless `count` is an integer that fits 32 bits. */
export function checkCount(action: string, count: number): void {
  if (Number.isInteger(count) && count >= 0 && count < 2 ** 32) return;
  throw new RangeError(`Cannot ${action}: got ${count}, wanted an integer from 0, below 2^32`);
}
