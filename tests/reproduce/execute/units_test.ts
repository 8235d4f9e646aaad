import assert from "node:assert/strict";
import { bytes, seconds } from "../../../scripts/reproduce/execute/units.ts";

Deno.test("bytes() and seconds() round to three digits", () => {
  assert.deepEqual([0, 999, 1000, 999_999, 1.5e6, 999_999_999, 4e9].map(bytes), [
    "0 bytes",
    "999 bytes",
    "1 kB",
    "1000 kB",
    "1.5 MB",
    "1000 MB",
    "4 GB",
  ]);
  assert.deepEqual([0, 25, 500, 60_000, 1_234_567].map(seconds), [
    "0 s",
    "0.025 s",
    "0.5 s",
    "60 s",
    "1230 s",
  ]);
});
