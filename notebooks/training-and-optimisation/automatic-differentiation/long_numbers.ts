import type { Arithmetic } from "./tape.ts";

/** Bits behind the point: 77 decimal digits. */
const BITS = 256n;
const ONE = 1n << BITS;

/** An f64 number as a long one, exactly, unless it is tiny. */
export function toLong(value: number): bigint {
  let [whole, exponent] = [value, 0n];
  while (!Number.isInteger(whole)) [whole, exponent] = [whole * 2, exponent + 1n];
  return (BigInt(whole) << BITS) >> exponent;
}

/** The nearest f64 number. */
export function toNumber(long: bigint): number {
  return Number(long) / 2 ** Number(BITS);
}

const times = (a: bigint, b: bigint) => (a * b) >> BITS;
const over = (a: bigint, b: bigint) => (a << BITS) / b;

/** Sums x^k / k! times the sign of every term, from its first term on, until nothing is left. */
function series(x: bigint, first: number, step: number, sign: bigint): bigint {
  let term = first === 0 ? ONE : x;
  let total = 0n;
  for (let k = first; term !== 0n; k += step) {
    total += term;
    for (let i = k + 1; i <= k + step; i++) term = times(term, x) / BigInt(i);
    term *= sign;
  }
  return total;
}

function exp(x: bigint): bigint {
  const half = 8n; // e^x = (e^(x / 2^8))^(2^8): few terms, and 8 bits are lost
  let y = series(x >> half, 0, 1, 1n);
  for (let i = 0n; i < half; i++) y = times(y, y);
  return y;
}

function log(x: bigint): bigint {
  let y = toLong(Math.log(toNumber(x)));
  // Halley's rule: three times the digits each time
  for (let i = 0; i < 4; i++) {
    const e = exp(y);
    y += 2n * over(x - e, x + e);
  }
  return y;
}

function sqrt(x: bigint): bigint {
  let y = toLong(Math.sqrt(toNumber(x)));
  for (let i = 0; i < 4; i++) y = (y + over(x, y)) >> 1n; // Newton's: twice the digits
  return y;
}

function tanh(x: bigint): bigint {
  const e = exp(2n * x);
  return over(e - ONE, e + ONE);
}

/** Numbers with 77 digits behind the point, for x of a few units. */
export const longNumbers: Arithmetic<bigint> = ({ op, constant = 0 }, [a = 0n, b = 0n]) => {
  switch (op) {
    case "constant":
      return toLong(constant);
    case "add":
      return a + b;
    case "sub":
      return a - b;
    case "mul":
      return times(a, b);
    case "div":
      return over(a, b);
    case "neg":
      return -a;
    case "sin":
      return series(a, 1, 2, -1n);
    case "cos":
      return series(a, 0, 2, -1n);
    default:
      return { exp, log, sqrt, tanh }[op](a);
  }
};

/** A step so small that the central difference is right to 48 digits, and loses 24 of 77. */
export const TINY = ONE >> 80n;
