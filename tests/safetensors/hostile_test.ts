import { strictEqual as equal, throws } from "node:assert/strict";
import fc from "fast-check";
import { float32Weights, readSafetensors } from "@rederive/lib/safetensors";
import { fileOf, golden } from "./golden.ts";

const entry = (start: number, end: number, more: Record<string, unknown> = {}) => ({
  dtype: "U8",
  shape: [end - start],
  data_offsets: [start, end],
  ...more,
});
const a = (more: Record<string, unknown>) => ({ a: entry(0, 4, more) });
const bytes = (...parts: (string | number)[]) =>
  new Uint8Array(
    parts.flatMap((part) =>
      typeof part === "number" ? [part] : [...new TextEncoder().encode(part)]
    ),
  );

type Refusal = [what: string, file: Uint8Array<ArrayBuffer>, error: typeof Error, message: RegExp];

const refusals: Refusal[] = [
  ["an empty file", new Uint8Array(), RangeError, /the file has 0 bytes, wanted at least 8/],
  ["a stump", new Uint8Array(7), RangeError, /the file has 7 bytes, wanted at least 8/],
  [
    "a header longer than the file",
    fileOf("{}", 0, 3n),
    RangeError,
    /the header's length is 3, wanted at most 2 in this file/,
  ],
  [
    "a header of 2^64 - 1 bytes",
    fileOf("{}", 0, 2n ** 64n - 1n),
    RangeError,
    /the header's length is 18446744073709551615, wanted at most 2 /,
  ],
  ["a header of no bytes", fileOf(""), SyntaxError, /the header starts with "", wanted "{"/],
  ["a list", fileOf("[]"), SyntaxError, /the header starts with "\[\]", wanted "{"/],
  ["space in front", fileOf(" {}"), SyntaxError, /the header starts with " {}", wanted "{"/],
  ["a byte order mark", fileOf("\ufeff{}"), SyntaxError, /the header starts with/],
  ["half a header", fileOf('{"a":'), SyntaxError, /the header is not JSON \(.+\), wanted/],
  ["text behind it", fileOf("{} x"), SyntaxError, /the header is not JSON/],
  ["NaN as a size", fileOf('{"a":{"shape":[NaN]}}'), SyntaxError, /the header is not JSON/],
  [
    "deep nesting",
    fileOf(`{"a":${"[".repeat(1e6)}`),
    SyntaxError,
    /the header is not JSON \([^\n]{1,200}\), wanted an object of tensors$/,
  ],
  [
    "bytes that are no UTF-8",
    fileOf(bytes('{"', 0xff, '":1}')),
    SyntaxError,
    /is not UTF-8, wanted/,
  ],
  ["half a character", fileOf('{"\\ud800":{}}'), SyntaxError, /the name .+ is half a character/],
  ["a tensor twice", fileOf('{"a":1,"b":2,"\\u0061":1}'), SyntaxError, /has "a" twice, wanted it/],
  [
    "a shape twice",
    fileOf('{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1],"shape" :[1]}}', 1),
    SyntaxError,
    /the header has "shape" twice, wanted it once/,
  ],
  ["a number for a tensor", fileOf({ a: 1 }), SyntaxError, /"a" is 1, wanted an object/],
  ["null for a tensor", fileOf('{"__proto__":null}'), SyntaxError, /"__proto__" is null, wanted/],
  ["a list for a tensor", fileOf({ a: [] }), SyntaxError, /"a" is \[\], wanted an object/],
  [
    "a tensor without a shape",
    fileOf({ a: { dtype: "U8", data_offsets: [0, 0] } }),
    SyntaxError,
    /"a" has the keys \["data_offsets","dtype"\], wanted \["data_offsets","dtype","shape"\]/,
  ],
  ["a key too many", fileOf(a({ device: 0 }), 4), SyntaxError, /keys .+"device".+, wanted/],
  [
    "an unknown type",
    fileOf(a({ dtype: "F7" }), 4),
    SyntaxError,
    /dtype of "a" is "F7", wanted one/,
  ],
  ["a type of Object", fileOf(a({ dtype: "toString" }), 4), SyntaxError, /dtype of "a" is "toStr/],
  [
    "a type that is a list",
    fileOf(a({ dtype: ["U8"] }), 4),
    SyntaxError,
    /is \["U8"\], wanted one/,
  ],
  ["a negative size", fileOf(a({ shape: [-4] }), 4), SyntaxError, /shape of "a" is \[-4\], wanted/],
  [
    "two negative sizes",
    fileOf(a({ shape: [-2, -2] }), 4),
    SyntaxError,
    /is \[-2,-2\], wanted int/,
  ],
  [
    "minus zero",
    fileOf('{"a":{"dtype":"U8","shape":[-0],"data_offsets":[0,0]}}'),
    SyntaxError,
    /sh/,
  ],
  ["half a size", fileOf(a({ shape: [0.5, 8] }), 4), SyntaxError, /is \[0\.5,8\], wanted integers/],
  ["a size in words", fileOf(a({ shape: ["4"] }), 4), SyntaxError, /is \["4"\], wanted integers/],
  ["null as a size", fileOf(a({ shape: [null] }), 4), SyntaxError, /is \[null\], wanted integers/],
  ["a number for a shape", fileOf(a({ shape: 4 }), 4), SyntaxError, /is 4, wanted integers >= 0/],
  [
    "sizes whose product is beyond all numbers",
    fileOf(a({ shape: Array(80).fill(9007199254740991) }), 4),
    RangeError,
    /"a" has 4 bytes from 0 to 4, wanted Infinity/,
  ],
  [
    "a shape for other bytes",
    fileOf(a({ shape: [2], dtype: "F32" }), 4),
    RangeError,
    /"a" has 4 bytes from 0 to 4, wanted 8 for \[2\] of F32/,
  ],
  [
    "a range backwards",
    fileOf({ a: entry(0, 4, { data_offsets: [4, 0] }) }, 4),
    RangeError,
    /has -4 b/,
  ],
  [
    "three offsets",
    fileOf(a({ data_offsets: [0, 4, 4] }), 4),
    SyntaxError,
    /wanted two integers >= 0/,
  ],
  [
    "a negative offset",
    fileOf(a({ data_offsets: [-4, 0] }), 4),
    SyntaxError,
    /is \[-4,0\], wanted two/,
  ],
  [
    "an offset of 1e400",
    fileOf('{"a":{"dtype":"U8","shape":[],"data_offsets":[0,1e400]}}'),
    SyntaxError,
    /two/,
  ],
  [
    "overlapping ranges",
    fileOf({ a: entry(0, 4), b: entry(3, 7) }, 7),
    RangeError,
    /"b" starts at 3 and overlaps the tensor before it, wanted 4/,
  ],
  [
    "the same range for two",
    fileOf({ a: entry(0, 4), b: entry(0, 4) }, 4),
    RangeError,
    /"b" starts at 0 and overlaps the tensor before it, wanted 4/,
  ],
  [
    "a hole",
    fileOf({ a: entry(0, 4), b: entry(5, 7) }, 7),
    RangeError,
    /"b" starts at 5 and leaves a hole before it, wanted 4/,
  ],
  [
    "a hole at the front",
    fileOf({ a: entry(1, 4) }, 4),
    RangeError,
    /starts at 1 and leaves a hole/,
  ],
  [
    "a file cut short",
    fileOf({ a: entry(0, 4) }, 3),
    RangeError,
    /"a" ends at 4, wanted at most 3, the data of this file/,
  ],
  [
    "bytes nobody owns",
    fileOf({ a: entry(0, 4) }, 5),
    RangeError,
    /the tensors end at 4, wanted 5, the data of this file/,
  ],
  [
    "notes that are a list",
    fileOf({ __metadata__: [] }),
    SyntaxError,
    /"__metadata__" is \[\], wanted/,
  ],
  [
    "a note that is a number",
    fileOf({ __metadata__: { a: 1 } }),
    SyntaxError,
    /"a" of "__metadata__" is 1, wanted a string/,
  ],
  [
    "a name of a million letters",
    fileOf({ ["x".repeat(1e6)]: 1 }),
    SyntaxError,
    /^SyntaxError: Cannot read safetensors: "x{80}…" is 1, wanted an object$/,
  ],
];

for (const [what, file, kind, message] of refusals) {
  Deno.test(`readSafetensors() refuses ${what}, in one line`, () => {
    throws(() => readSafetensors(file), (error: Error) => {
      equal(error.constructor, kind, String(error));
      equal(
        message.test(message.source.startsWith("^") ? String(error) : error.message),
        true,
        error.message,
      );
      equal(error.message.includes("\n"), false);
      return true;
    });
  });
}

Deno.test("ranges may come in any order, and names may be those of Object", () => {
  const file = fileOf(
    '{"toString":{"dtype":"U8","shape":[1],"data_offsets":[1,2]},' +
      '"__proto__":{"dtype":"U8","shape":[],"data_offsets":[0,1]}}  ',
    2,
  );
  const { tensors } = readSafetensors(file);
  equal([...tensors.keys()].join(), "__proto__,toString");
  equal(tensors.get("__proto__")!.bytes.byteOffset, file.length - 2);
  equal(tensors.get("valueOf"), undefined);
});

/** Reads all of it, or says with which error it ended. */
function outcome(file: Uint8Array<ArrayBuffer>): "read" | "refused" {
  try {
    const { tensors } = readSafetensors(file);
    for (const name of tensors.keys()) {
      try {
        float32Weights(tensors, name);
      } catch (error) {
        if (!/^(Type|Range)Error: Cannot read /.test(String(error))) throw error;
      }
    }
    return "read";
  } catch (error) {
    if (!/^(Syntax|Range)Error: Cannot read safetensors: .+$/.test(String(error))) throw error;
    return "refused";
  }
}

Deno.test("a file with bytes changed, cut or added is read or refused, never anything else", () => {
  const spot = fc.record({ at: fc.nat(golden.length - 1), to: fc.nat(255) });
  const mutation = fc.record({
    spots: fc.array(spot, { maxLength: 6 }),
    cut: fc.option(fc.nat(golden.length), { freq: 4 }),
    tail: fc.uint8Array({ maxLength: 9 }),
  });
  const seen = new Set<string>();
  fc.assert(
    fc.property(mutation, ({ spots, cut, tail }) => {
      const head = golden.slice(0, cut ?? undefined);
      for (const { at, to } of spots) if (at < head.length) head[at] = to;
      seen.add(outcome(new Uint8Array([...head, ...tail])));
    }),
    { seed: 3, numRuns: 2000 },
  );
  equal(seen.size, 2);
});

Deno.test("a header of chance is read or refused, never anything else", () => {
  const number = fc.oneof(fc.nat(8), fc.integer(), fc.double(), fc.constant(null));
  const tensor = fc.record({
    dtype: fc.constantFrom("U8", "F32", "BF16", "I64", "x", 1),
    shape: fc.array(number, { maxLength: 3 }),
    data_offsets: fc.array(number, { maxLength: 3 }),
  }, { requiredKeys: ["dtype"] });
  const header = fc.dictionary(fc.string(), fc.oneof(tensor, fc.jsonValue()));
  fc.assert(
    fc.property(header, fc.nat(16), (value, bytes) => void outcome(fileOf(value, bytes))),
    { seed: 4, numRuns: 1000 },
  );
});
