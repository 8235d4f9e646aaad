/** 32-bit FNV-1a, an element at a time: other elements, or another order, give another number. */
export function hashOf(elements: Iterable<number>): number {
  let hash = 2166136261;
  for (const value of elements) hash = Math.imul(hash ^ value, 16777619) >>> 0;
  return hash;
}
