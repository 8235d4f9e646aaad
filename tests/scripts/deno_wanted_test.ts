import assert from "node:assert/strict";
import { compareDeno } from "../../scripts/deno_wanted.ts";

Deno.test("compareDeno() tells older from newer, part by part", () => {
  for (
    const [running, state] of [
      ["2.9.6", "same"],
      ["2.9.0", "patch"],
      ["2.9.10", "patch"],
      ["2.9.6+abc123", "same"],
      ["2.10.0", "newer"],
      ["3.0.0-rc.1", "newer"],
      ["2.8.12", "older"],
      ["1.46.3", "older"],
    ] as const
  ) assert.equal(compareDeno(running, "2.9.6"), state, running);
});
