import { deepStrictEqual as deepEqual } from "node:assert/strict";
import { judgeFault } from "../../../scripts/faults/judge_fault.ts";

Deno.test("judgeFault() wants a test that fails by itself", () => {
  deepEqual(judgeFault({ code: 1, output: "softmax() at 65 ... FAILED (3ms)\n" }), {
    caught: true,
    because: "softmax() at 65",
  });
});

Deno.test("judgeFault() does not take a green test", () => {
  const run = { code: 0, output: "softmax() at 65 ... ok (3ms)\n" };
  deepEqual(judgeFault(run), { caught: false, because: "the test stays green" });
});

Deno.test("judgeFault() does not take a kernel that no longer compiles", () => {
  const output = 'softmax() ... FAILED (3ms)\nerror: SyntaxError: Cannot compile "softmax": no\n';
  deepEqual(judgeFault({ code: 1, output }), {
    caught: false,
    because: "the fault does not compile",
  });
});

Deno.test("judgeFault() does not take a run that broke off", () => {
  const output = "./tests/softmax_test.ts (uncaught error)\nerror: (in promise) SyntaxError\n";
  deepEqual(judgeFault({ code: 1, output }), {
    caught: false,
    because: "no test failed, the run broke off",
  });
});
