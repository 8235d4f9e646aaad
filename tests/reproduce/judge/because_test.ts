import assert from "node:assert/strict";
import { parseBecause } from "../../../scripts/reproduce/judge/because.ts";

Deno.test("parseBecause() reads a class and one line of reason", () => {
  assert.deepEqual(parseBecause(" lib-bug-fixed:  softmax read\n past its row "), {
    class: "lib-bug-fixed",
    reason: "softmax read past its row",
  });
});

for (
  const [text, message] of [
    ["softmax read past its row", `"softmax read past its row" is not "class: reason"`],
    ["fixed: softmax read past its row", `"fixed" is no class, wanted new-note, new-claim, `],
    ["toolchain: new", `"new" says too little, wanted a sentence`],
    ["toolchain:", `"toolchain:" is not "class: reason"`],
  ] as const
) {
  Deno.test(`parseBecause() refuses ${JSON.stringify(text)}`, () => {
    assert.throws(() => parseBecause(text), (error: Error & { try?: string }) => {
      assert.ok(error.message.startsWith(`Cannot accept: ${message}`), error.message);
      assert.match(error.try ?? "", /^--because "/);
      return true;
    });
  });
}
