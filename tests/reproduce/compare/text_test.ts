import assert from "node:assert/strict";
import fc from "fast-check";
import { compareText } from "../../../scripts/reproduce/compare/text.ts";

fc.configureGlobal({ seed: 1 }); // the same cases in every run

const same: [name: string, stored: string, fresh: string][] = [
  ["more digits of the same value", "loss 0.1234", "loss 0.12337"],
  ["fewer digits of the same value", "loss 0.12337", "loss 0.1234"],
  ["half a unit of the coarser digit", "0.12", "0.125"],
  ["white space at line ends", "a 1  \nb\t\n\n", "a 1\nb"],
  ["line ends of Windows", "a\r\nb", "a\nb"],
  ["terminal colours", "\x1b[33m42\x1b[39m", "42"],
  ["a thousands separator", "1,234.50", "1234.5"],
  ["a unicode minus", "−5.25 m", "-5.25 m"],
  ["an exponent in another spelling", "1.5e+3", "1500.0"],
  ["an exact value and its noise", "2", "2.0000000000000004"],
  ["0.1 + 0.2", "0.3", "0.30000000000000004"],
  ["a column filled by shorter digits", "a   0.5000 |", "a 0.500004 |"],
  ["a line that begins with a shorter number", "  0.500 x", "0.50001 x"],
  ["a rounded zero of either sign", "-0.00", "0.00"],
  ["list elements that grow past a thousand", "[1,999.9996]", "[1,1000.000]"],
  ["a percentage", "12.3%", "12.30%"],
];

for (const [name, stored, fresh] of same) {
  Deno.test(`compareText() takes as equal ${name}: ${JSON.stringify([stored, fresh])}`, () => {
    assert.deepEqual(compareText(stored, fresh), []);
  });
}

const differs: [name: string, stored: string, fresh: string, at: string][] = [
  ["a last digit", "loss 0.1234", "loss 0.1235", "line 1, number 1"],
  ["a count", "12 of 20", "13 of 20", "line 1, number 1"],
  ["a count and a fraction", "3", "3.4", "line 1, number 1"],
  ["a short float and a near one", "1e-7", "1.4e-7", "line 1, number 1"],
  ["a sign", "x = -1.5", "x = 1.5", "line 1, number 1"],
  ["the sign of an exact zero", "-0", "0", "line 1, number 1"],
  ["an exponent", "1e-300", "1e-301", "line 1, number 1"],
  ["a number beyond every exponent", "1e99999", "1e99998", "line 1, number 1"],
  ["a second number of a third line", "a\nb\n1.5 2.5", "a\nb\n1.5 2.6", "line 3, number 2"],
  ["infinity", "max Infinity", "max 1.5", "line 1"],
  ["the sign of infinity", "-inf", "inf", "line 1"],
  ["not a number", "NaN", "0.0", "line 1"],
  ["hexadecimal digits", "0x1f", "0x1e", "line 1"],
  ["hexadecimal behind a sign", "-0x1f", "-0x1e", "line 1"],
  ["a hash", "3e12ab", "3e13ab", "line 1, number 1"],
  ["a hash that begins with digits", "0012e5", "0012e6", "line 1"],
  ["leading zeros", "007", "7", "line 1"],
  ["a version", "Deno 2.9.6", "Deno 2.9.7", "line 1"],
  ["a version's last part", "v1.10.0", "v1.10", "line 1"],
  ["a date", "2024-01-05", "2024-01-06", "line 1"],
  [
    "a timestamp inside a text",
    "at 2024-01-05T10:00:00.123Z ok",
    "at 2024-01-05T10:00:00.124Z ok",
    "line 1",
  ],
  ["a time of day", "12:34:56", "12:34:57", "line 1"],
  ["a fraction", "3/4", "3/5", "line 1, number 2"],
  ["a fraction and its value", "3/4", "0.75", "line 1"],
  ["a percentage", "12.3%", "12.4%", "line 1, number 1"],
  ["a thousands separator's group", "1,234.5", "1,235.5", "line 1, number 1"],
  ["a unit", "5 ms", "5 us", "line 1"],
  ["a unit without a blank", "5ms", "5us", "line 1"],
  ["a number with a unit", "5.25ms", "5.35ms", "line 1, number 1"],
  ["a shape", "2x65", "2x64", "line 1"],
  ["a word with digits", "x86_64", "x86_65", "line 1"],
  ["a range", "10-20", "10-21", "line 1, number 2"],
  ["a BigInt", "10n", "11n", "line 1, number 1"],
  [
    "a digit of a long integer",
    "123456789012345678901",
    "123456789012345678902",
    "line 1, number 1",
  ],
  ["a unicode minus", "−5.25", "−5.26", "line 1, number 1"],
  ["a word", "all equal", "all differ", "line 1"],
  ["white space between words", "#  #", "# #", "line 1"],
  ["indentation of words", "  a", "a", "line 1"],
  ["white space beside an equal number", "a  1", "a 1", "line 1"],
  ["a number glued to a word", "a 1.25", "a1.26", "line 1"],
];

for (const [name, stored, fresh, at] of differs) {
  Deno.test(`compareText() tells apart ${name}: ${JSON.stringify([stored, fresh])}`, () => {
    assert.deepEqual(compareText(stored, fresh).map((one) => one.at), [at]);
    assert.equal(compareText(fresh, stored).length, 1, "the other way round");
  });
}

Deno.test("compareText() reports an added line between equal ones, numbers and all", () => {
  assert.deepEqual(compareText("a\nb 1.50\nd\ne", "a\nb 1.500\nc\nc2\nd\ne"), [
    { at: "from line 3, 4 lines became 6", want: "", got: "c\nc2" },
  ]);
  assert.deepEqual(compareText("a\nx\nz", "a\nz"), [
    { at: "from line 2, 3 lines became 2", want: "x", got: "" },
  ]);
});

Deno.test("compareText() takes a cell's tolerance in place of the printed digits", () => {
  const tolerance = { abs: 0.01, rel: 0, because: "a test" };
  assert.deepEqual(compareText("n 7, y 0.1234", "n 7.01, y 0.1299", tolerance), []);
  assert.deepEqual(compareText("y 0.1234", "y 0.1335", tolerance).length, 1);
  assert.deepEqual(compareText("1,000.5", "1,000.51", tolerance), []);
  const relative = { abs: 0, rel: 1e-3, because: "a test" };
  assert.deepEqual(compareText("1000", "1000.9", relative), []);
  assert.equal(compareText("1000", "1001.1", relative).length, 1);
  assert.equal(compareText("0.0", "1e-9", relative).length, 1);
});

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const printed = fc.oneof(
  finite.map(String),
  fc.tuple(finite, fc.integer({ min: 1, max: 17 })).map(([x, n]) => x.toPrecision(n)),
  fc.tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.integer({ min: 0, max: 9 }))
    .map(([x, n]) => x.toFixed(n)),
  fc.integer().map((n) => n.toLocaleString("en")),
  fc.bigInt().map(String),
);
const words = fc.constantFrom("loss", "=", "|", "x:", "(", ")", "[", "%", "ms", "→", "é");
const line = fc.array(fc.oneof(printed, words), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.join(" "));
const text = fc.array(line, { minLength: 1, maxLength: 4 }).map((lines) => lines.join("\n"));

Deno.test("compareText() finds no difference between a text and itself", () => {
  fc.assert(fc.property(fc.oneof(text, fc.string({ unit: "binary" })), (text) => {
    assert.deepEqual(compareText(text, text), []);
    assert.deepEqual(compareText(text, `${text.replaceAll("\n", "  \r\n")}\n`), []);
  }));
});

Deno.test("compareText() finds every digit that is changed to another", () => {
  fc.assert(
    fc.property(text, fc.nat(), fc.integer({ min: 1, max: 9 }), (text, pick, step) => {
      const digits = [...text.matchAll(/\d/g)].map(({ index }) => index);
      fc.pre(digits.length > 0);
      const at = digits[pick % digits.length]!;
      const changed = text.slice(0, at) + (Number(text[at]) + step) % 10 + text.slice(at + 1);
      // the exponent of a zero says nothing
      fc.pre(!/(^|[^\d.])0(\.0+)?e/.test(text));
      assert.equal(compareText(text, changed).length, 1, changed);
    }),
    { numRuns: 2000 },
  );
});

Deno.test("compareText() agrees with a value printed to fewer digits, and only then", () => {
  const value = fc.double({ min: 1e-5, max: 1e5, noNaN: true });
  fc.assert(fc.property(value, fc.integer({ min: 2, max: 8 }), (x, n) => {
    const coarse = x.toExponential(n);
    assert.deepEqual(compareText(`x ${coarse}`, `x ${x.toExponential(n + 5)}`), []);
    const unit = 10 ** (Number(coarse.split("e")[1]) - n);
    assert.equal(
      compareText(`x ${coarse}`, `x ${(x + 1.01 * unit).toExponential(n + 5)}`).length,
      1,
    );
  }));
});

Deno.test("compareText() survives texts of every sort", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (a, b) => {
    const visible = (text: string) =>
      text.trimEnd().split(/\r?\n/).map((line) => line.trimEnd()).join("\n");
    const found = compareText(a, b);
    if (visible(a) === visible(b)) assert.deepEqual(found, []);
    for (const { at, want, got } of found) {
      assert.equal(typeof at + typeof want + typeof got, "stringstringstring");
    }
  }));
});

Deno.test("compareText() reads long lists without blanks in linear time", () => {
  // a reading of all groups as one number, tried at every element, would take hours
  const list = `[${"100,".repeat(200_000)}5]`;
  assert.equal(compareText(list, list.replace("5]", "6]")).length, 1);
});
