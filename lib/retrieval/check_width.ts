/** The widest rows that one workgroup walks through. */
const WIDEST = 65_536;

/** Throws unless rows have a width that the kernels take. */
export function checkWidth(action: string, width: number): void {
  if (Number.isInteger(width) && width >= 1 && width <= WIDEST) return;
  throw new RangeError(
    `Cannot ${action}: width is ${width}, wanted an integer from 1 to ${WIDEST}`,
  );
}
