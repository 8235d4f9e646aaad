/** Throws unless a setting is a finite number of at least 0, and below `limit`. */
export function checkSetting(name: string, value: number, limit = Infinity): void {
  if (value >= 0 && value < limit) return;
  const range = limit === Infinity ? "a finite number >= 0" : `one from 0 to below ${limit}`;
  throw new RangeError(`Cannot optimise: ${name} is ${value}, wanted ${range}`);
}
