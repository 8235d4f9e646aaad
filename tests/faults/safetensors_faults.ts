import type { Fault } from "./fault.ts";

const SAFETENSORS = "tests/safetensors/safetensors_test.ts";
const HOSTILE = "tests/safetensors/hostile_test.ts";

/** Faults of lib/safetensors. */
export const safetensorsFaults: readonly Fault[] = [
  {
    what: "bf16 is cut instead of rounded to even",
    file: "lib/safetensors/write_safetensors.ts",
    find: "(word + 0x7fff + (word >>> 16 & 1)) >>> 16",
    replace: "word >>> 16",
    test: SAFETENSORS,
  },
  {
    what: "scales are taken a column, not a row",
    file: "lib/safetensors/weights.ts",
    find: "scales[Math.floor(i / width)]!",
    replace: "scales[i % width]!",
    test: SAFETENSORS,
  },
  {
    what: "views ignore where the file lies in its buffer",
    file: "lib/safetensors/values.ts",
    find: "bytes.byteOffset % width === 0 ? bytes : bytes.slice()",
    replace: "bytes",
    test: SAFETENSORS,
  },
  {
    what: "ranges may overlap",
    file: "lib/safetensors/read_safetensors.ts",
    find: "if (start !== filled) {",
    replace: "if (start > filled) {",
    test: HOSTILE,
  },
  {
    what: "bytes nobody owns are passed over",
    file: "lib/safetensors/read_safetensors.ts",
    find: "if (filled !== data.length) {",
    replace: "if (filled > data.length) {",
    test: HOSTILE,
  },
  {
    what: "a key written with an escape is another key",
    file: "lib/safetensors/repeated_key.ts",
    find: "JSON.parse(json.slice(at, end)) as string",
    replace: "json.slice(at, end)",
    test: HOSTILE,
  },
];
