import { deepStrictEqual as deepEqual, throws } from "node:assert/strict";
import { chooseFaults } from "../../../scripts/faults/choose_faults.ts";
import { faults } from "../../faults/faults.ts";

const all = [
  { what: "a wrong sign", file: "lib/a.wgsl" },
  { what: "a step too many", file: "lib/b.wgsl" },
].map((fault) => ({ ...fault, find: "x", replace: "y", test: "t" }));

Deno.test("chooseFaults() takes faults that all words fit, all without words", () => {
  deepEqual(chooseFaults(all, []), all);
  deepEqual(chooseFaults(all, ["a", ".wgsl"]), all);
  deepEqual(chooseFaults(all, ["lib/b", "step"]), [all[1]]);
  deepEqual(chooseFaults(faults, []), faults);
});

Deno.test("chooseFaults() refuses words that no fault has", () => {
  throws(() => chooseFaults(all, ["sign", "lib/b"]), {
    name: "BadInput",
    message: 'Cannot seed a fault: none of 2 has "sign" and "lib/b" in its description or file',
  });
});
