import { ok, strictEqual as equal } from "node:assert/strict";
import {
  longNumbers,
  toLong,
  toNumber,
} from "../../../notebooks/training-and-optimisation/automatic-differentiation/long_numbers.ts";
import type { Name } from "../../../notebooks/training-and-optimisation/automatic-differentiation/tape.ts";

// By mpmath 1.3.0 with 60 digits.
const known: [Name, number, string][] = [
  ["exp", 1.5, "4.481689070338064822602055460119275819005749868369667057"],
  ["exp", -2.75, "0.06392786120670757270243002555795174930863409507876844822"],
  ["log", 0.375, "-0.9808292530117262368564511274520039995790098452580163106"],
  ["log", 6.5, "1.871802176901591426636255320107142036729767810399951862"],
  ["sqrt", 0.3125, "0.5590169943749474241022934171828190588601545899028814311"],
  ["sin", -2.75, "-0.3816609920523316985765613723777803010822477586212202195"],
  ["sin", 7.5, "0.9379999767747388579484637981490472364318313955080303676"],
  ["cos", 2.75, "-0.9243023786324635440966594895267134782108847723959692943"],
  ["tanh", -0.625, "-0.55459972234938229399903909532308359605809856309578953"],
];

/** A decimal number as a long one. */
function parse(text: string): bigint {
  const [whole, fraction = ""] = text.replace("-", "").split(".");
  const long = (BigInt(whole! + fraction) << 256n) / 10n ** BigInt(fraction.length);
  return text.startsWith("-") ? -long : long;
}

for (const [op, x, digits] of known) {
  Deno.test(`${op}(${x}) is right to 52 digits`, () => {
    const got = longNumbers({ op, of: [0] }, [toLong(x)]);
    const error = got - parse(digits);
    ok((error < 0n ? -error : error) < 10n ** 25n, `${error} of 2^-256, which is 10^-77`);
  });
}

Deno.test("f64 numbers survive the way there and back, and arithmetic is exact", () => {
  for (const x of [0, -0.1, 1 / 3, 1e-20, 12345.678]) equal(toNumber(toLong(x)), x);
  const [a, b] = [toLong(-0.75), toLong(2.5)];
  const of = [0, 1];
  equal(toNumber(longNumbers({ op: "mul", of }, [a, b])), -1.875);
  equal(toNumber(longNumbers({ op: "div", of }, [a, b])), -0.3);
  equal(toNumber(longNumbers({ op: "sub", of }, [a, b])), -3.25);
  equal(toNumber(longNumbers({ op: "neg", of }, [a])), 0.75);
});
