import assert from "node:assert/strict";
import { plainText } from "../../../scripts/text/plain_text.ts";
import { createPaint } from "../../../scripts/text/paint.ts";

Deno.test("plainText() leaves nothing that moves the cursor or reorders text", () => {
  assert.equal(plainText("a\x1b[2Jb\x1b]0;title\x07c"), "abc");
  assert.equal(plainText("over\rwrite\b\x00"), "over�write��");
  assert.equal(plainText("a\r\nb\tc"), "a\nb  c");
  assert.equal(plainText("evil\u202eexe"), "evil�exe");
  assert.equal(plainText("曾经 é 🙂 ✓"), "曾经 é 🙂 ✓");
});

Deno.test("createPaint() without colour changes nothing", () => {
  assert.equal(createPaint(false)("bad", "text"), "text");
  assert.equal(createPaint(true)("bad", "text"), "\x1b[1;38;5;160mtext\x1b[22;39m");
  assert.equal(createPaint(true)("bad", ""), "");
});
