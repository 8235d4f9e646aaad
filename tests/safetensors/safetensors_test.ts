import { deepStrictEqual as deepEqual, strictEqual as equal, throws } from "node:assert/strict";
import fc from "fast-check";
import {
  float32Of,
  float32Weights,
  int32Of,
  quantizeRows,
  readSafetensors,
  type StoredTensor,
  writeSafetensors,
} from "@rederive/lib/safetensors";
import { golden, goldenTensors, rows } from "./golden.ts";

const { tensors, metadata } = readSafetensors(golden);
const WIDE = ["int32", "int64", "uint32", "uint64"];

Deno.test("readSafetensors() finds what the format's own library stored", () => {
  deepEqual([...tensors.keys()].sort(), rows.map(([name]) => name).sort());
  deepEqual([...metadata], [["format", "pt"]]);
  for (const [name, , shape] of rows) deepEqual([...tensors.get(name)!.shape], shape);
});

for (const [name, type, , values] of rows.filter(([, type]) => !WIDE.includes(type))) {
  Deno.test(`float32Of() reads ${type} of ${JSON.stringify(name)} bit by bit`, () => {
    deepEqual(float32Of(tensors.get(name)!), Float32Array.from(values, Number));
  });
}

for (const [name, type, , values] of rows.filter(([, type]) => !type.includes("float"))) {
  const numbers = values.map(Number);
  const fits = numbers.every((value) => value === (value | 0));
  Deno.test(`int32Of() ${fits ? "reads" : "refuses what 32 bits do not hold of"} ${type}`, () => {
    const stored = tensors.get(name)!;
    if (fits) deepEqual(int32Of(stored), Int32Array.from(numbers));
    else {throws(() =>
        int32Of(stored), /Cannot read ".+" as integers: element \d+ is -?\d+, wanted/);}
  });
}

Deno.test("floats and integers are not taken for each other", () => {
  throws(() => float32Of(tensors.get("int.64")!), /Cannot read "int.64" as f32: it is I64, wanted/);
  throws(() => int32Of(tensors.get("float.16")!), /as integers: it is F16, wanted integers/);
});

Deno.test("writeSafetensors() writes the format's own library's file, byte for byte", () => {
  deepEqual(writeSafetensors(goldenTensors, { metadata: { format: "pt" } }), golden);
});

Deno.test("an F32 tensor is a view of the file, wherever its bytes allow", () => {
  const own = readSafetensors(golden.slice());
  const before = float32Of(own.tensors.get("float.32")!);
  equal(before.buffer, own.tensors.get("float.32")!.bytes.buffer);
  const shifted = new Uint8Array(golden.length + 1).subarray(1);
  shifted.set(golden);
  const after = float32Of(readSafetensors(shifted).tensors.get("float.32")!);
  deepEqual(after, before); // off the boundary of four bytes it is a copy with the same elements
});

const TYPES = {
  F32: (bytes: Uint8Array<ArrayBuffer>) => new Float32Array(bytes.buffer),
  I32: (bytes: Uint8Array<ArrayBuffer>) => new Int32Array(bytes.buffer),
  I64: (bytes: Uint8Array<ArrayBuffer>) => new BigInt64Array(bytes.buffer),
  U16: (bytes: Uint8Array<ArrayBuffer>) => new Uint16Array(bytes.buffer),
  I8: (bytes: Uint8Array<ArrayBuffer>) => new Int8Array(bytes.buffer),
  F16: (bytes: Uint8Array<ArrayBuffer>) => new Float16Array(bytes.buffer),
};

const WIDTH = { F32: 4, I32: 4, I64: 8, U16: 2, I8: 1, F16: 2 };

const stored = fc.record({
  dtype: fc.constantFrom(...Object.keys(TYPES) as (keyof typeof TYPES)[]),
  shape: fc.array(fc.nat(4), { maxLength: 3 }),
  fill: fc.infiniteStream(fc.nat(255)),
}).map(({ dtype, shape, fill }) => {
  const count = shape.reduce((product, size) => product * size, 1);
  const bytes = Uint8Array.from({ length: count * WIDTH[dtype] }, () => fill.next().value!);
  return { dtype, shape, bytes };
});

Deno.test("what was written is read back, bit by bit, whatever the names", () => {
  const files = fc.dictionary(fc.string({ unit: "grapheme" }), stored, { maxKeys: 8 });
  fc.assert(
    fc.property(files, (file) => {
      const entries = Object.entries(file).filter(([name]) => name !== "__metadata__");
      const got = readSafetensors(writeSafetensors(
        entries.map(([name, { dtype, shape, bytes }]) => [name, {
          shape,
          values: TYPES[dtype](bytes),
        }]),
      )).tensors;
      const plain = ({ dtype, shape, bytes }: Omit<StoredTensor, "name">) => ({
        dtype,
        shape: [...shape],
        bytes: [...bytes],
      });
      equal(got.size, entries.length);
      for (const [name, want] of entries) deepEqual(plain(got.get(name)!), plain(want));
    }),
    { seed: 1 },
  );
});

Deno.test("F16 and BF16 round to nearest, ties to even, and keep NaN and the infinities", () => {
  const ties = [1 + 2 ** -11, 1 + 3 * 2 ** -11, 1 + 2 ** -8, 1 + 3 * 2 ** -8, 65519.9, 65520];
  const values = Float32Array.of(...ties, NaN, Infinity, -Infinity, -0, 3e38, 2 ** -24, 1e-45);
  const narrow = (dtype: "F16" | "BF16") => {
    const file = writeSafetensors([["w", { shape: [values.length], values, dtype }]]);
    return [...float32Of(readSafetensors(file).tensors.get("w")!)];
  };
  const rest = [NaN, Infinity, -Infinity, -0];
  // IEEE 754: 1 + 2^-11 and 1 + 3/2^11 lie half way between two of 11 bits, 65520 at the overflow
  const half = [1, 1 + 2 ** -9, 1 + 2 ** -8, 1 + 3 * 2 ** -8, 65504, Infinity];
  deepEqual(narrow("F16"), [...half, ...rest, Infinity, 2 ** -24, 0]);
  // 8 bits: 1 + 2^-8 is half way, 65519.9 rounds up to 2^16, and the smallest f32 down to 0
  const brain = [1, 1, 1, 1 + 2 ** -6, 65536, 65536];
  deepEqual(narrow("BF16"), [...brain, ...rest, 0x71 * 2 ** 121, 2 ** -24, 0]);
});

Deno.test("8 bits and a scale a row: no element is off by more than half a step of its row", () => {
  const rowsOf = fc.array(
    fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 3, maxLength: 3 }),
    { maxLength: 5 },
  );
  fc.assert(
    fc.property(rowsOf, (rows) => {
      const values = Float32Array.from(rows.flat());
      const shape = [rows.length, 3];
      const file = readSafetensors(writeSafetensors(quantizeRows("w", { shape, values })));
      const got = float32Weights(file.tensors, "w");
      for (const [row, cells] of rows.entries()) {
        const most = Math.max(...cells.map(Math.abs));
        for (const [i, want] of cells.entries()) {
          // half a step of most / 127; the scale, the quotient and the product round in f32, and the
          // scale of a tiny row is a subnormal, off by up to half of 2^-149
          const bound = most / 127 * (0.5 + 127 * 2 ** -22) + 127 * 2 ** -149;
          equal(Math.abs(got[row * 3 + i]! - want) <= bound, true);
        }
      }
    }),
    { seed: 2 },
  );
});

Deno.test("weights of 8 bits say what is wrong with their scale", () => {
  const values = Int8Array.of(1, 2, 3, 4);
  const w = ["w", { shape: [2, 2], values }] as const;
  const scale = (of: Float32Array<ArrayBuffer> | Int8Array<ArrayBuffer>) =>
    ["w.scale", { shape: [of.length], values: of }] as const;
  const weights = (
    ...parts: Parameters<typeof writeSafetensors>[0] extends Iterable<infer P> ? P[] : never
  ) => float32Weights(readSafetensors(writeSafetensors(parts)).tensors, "w");
  deepEqual(weights(w, scale(Float32Array.of(2, 0.5))), Float32Array.of(2, 4, 1.5, 2));
  throws(() => weights(w), /Cannot read weights: "w" is I8 and there is no "w.scale", wanted/);
  throws(() => weights(w, scale(Float32Array.of(2))), /"w.scale" is \(1\) of F32, wanted 2 floats/);
  throws(() => weights(w, scale(Int8Array.of(1, 1))), /"w.scale" is \(2\) of I8, wanted 2 floats/);
  throws(() => weights(), /Cannot read weights: there is no "w", wanted a tensor/);
});

Deno.test("what cannot be stored is refused", () => {
  const one = { shape: [1], values: Float32Array.of(1) };
  throws(
    () => writeSafetensors([["w", { ...one, shape: [2] }]]),
    /Cannot write "w": 1 elements for the shape \(2\), wanted 2/,
  );
  throws(() => writeSafetensors([["w", one], ["w", one]]), /: "w" comes twice, wanted it once/);
  throws(() => writeSafetensors([["__metadata__", one]]), /a tensor is named "__metadata__"/);
  throws(
    () => writeSafetensors([["w", { shape: [1], values: Int8Array.of(1), dtype: "F16" }]]),
    /Cannot write "w": it is I8 and asked to be F16/,
  );
  const two = { shape: [2], values: Float32Array.of(1, NaN) };
  throws(() => quantizeRows("w", two), /Cannot quantize "w": element 1 is NaN, not finite/);
  throws(() => quantizeRows("w", { ...one, shape: [], values: new Float32Array(2) }), /wanted 1/);
});
