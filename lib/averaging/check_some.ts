/** Throws when a list is empty. */
export function checkSome(action: string, list: readonly unknown[], least = 1): void {
  if (list.length >= least) return;
  throw new RangeError(`Cannot ${action}: ${list.length} given, wanted at least ${least}`);
}
