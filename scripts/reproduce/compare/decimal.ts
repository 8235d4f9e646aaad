/** A printed number, exactly: `mantissa * 10 ** exponent`, the last digit being `10 ** exponent`. */
export interface Decimal {
  mantissa: bigint;
  exponent: number;
  negative: boolean;
  /** False for `12` and `1e-7`: a count or an exact value, not one cut to some digits. */
  point: boolean;
}

const PRINTED = /^([+\-−]?)([\d,]*)(?:\.(\d+))?(?:[eE]([+\-−]?\d+))?$/;

/** Null when the text is no decimal number, or one beyond all floating-point ranges. */
export function parseDecimal(text: string): Decimal | null {
  const found = PRINTED.exec(text);
  if (!found) return null;
  const [, sign, whole = "", fraction = "", power = "0"] = found;
  const digits = whole.replaceAll(",", "") + fraction;
  const exponent = Number(power.replace("−", "-")) - fraction.length;
  if (digits === "" || Math.abs(exponent) > 5000) return null;
  const negative = sign === "-" || sign === "−";
  const mantissa = BigInt(digits);
  return { mantissa: negative ? -mantissa : mantissa, exponent, negative, point: fraction !== "" };
}

/**
 * Whether two printed numbers agree at the digits of the coarser one: half a unit of its last
 * digit. A coarser one without a decimal point says all it has to say, so there the finer one may
 * be off by rounding noise alone: 3 is not 3.4, and 1e-7 is not 1.4e-7.
 */
export function agree(a: Decimal, b: Decimal): boolean {
  const [coarse, fine] = a.exponent >= b.exponent ? [a, b] : [b, a];
  const scaled = coarse.mantissa * 10n ** BigInt(coarse.exponent - fine.exponent);
  const difference = magnitude(scaled - fine.mantissa);
  if (difference === 0n) {
    return a.mantissa !== 0n || a.negative === b.negative || a.point || b.point;
  }
  if (!coarse.point) return fine.point && difference * 1_000_000_000n <= magnitude(scaled);
  return 2n * difference <= 10n ** BigInt(coarse.exponent - fine.exponent);
}

function magnitude(n: bigint): bigint {
  return n < 0n ? -n : n;
}
