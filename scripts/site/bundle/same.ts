/** Equal all the way down, as `deepStrictEqual()` of `node:assert/strict` has it; no cycles. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (a instanceof Date) return Object.is(a.getTime(), (b as typeof a).getTime());
  if (a instanceof RegExp) return String(a) === String(b);
  if (a instanceof Error && a.message !== (b as typeof a).message) return false;
  if (ArrayBuffer.isView(a)) return sameElements(a as Uint8Array, b as Uint8Array);
  if (a instanceof Map) return sameEntries(a, b as typeof a, (key) => (b as typeof a).get(key));
  if (a instanceof Set) return sameEntries(a, b as typeof a, (key) => key);
  const [keys, others] = [Object.keys(a), Object.keys(b)];
  return keys.length === others.length &&
    keys.every((key) => Object.hasOwn(b, key) && same(at(a, key), at(b, key)));
}

/** In whatever order; a key that is an object is looked for among those of its kind. */
function sameEntries<T extends Map<unknown, unknown> | Set<unknown>>(
  a: T,
  b: T,
  valueOf: (key: unknown) => unknown,
): boolean {
  if (a.size !== b.size) return false;
  return [...a.entries()].every(([key, value]) =>
    b.has(key)
      ? a instanceof Set || same(value, valueOf(key))
      : typeof key === "object" && [...b.entries()].some((entry) => same([key, value], entry))
  );
}

function sameElements(a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}

const at = (value: object, key: string) => (value as Record<string, unknown>)[key];
