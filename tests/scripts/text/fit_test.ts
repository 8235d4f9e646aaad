import assert from "node:assert/strict";
import { displayWidth } from "../../../scripts/text/display_width.ts";
import { cut, padEnd, padStart } from "../../../scripts/text/fit.ts";
import { wrap } from "../../../scripts/text/wrap.ts";

Deno.test("displayWidth() counts columns, not code units", () => {
  for (
    const [text, columns] of [
      ["", 0],
      ["plain", 5],
      ["曾经的家", 8],
      ["（TP）", 6],
      ["学习笔记：TP", 12],
      ["e\u0301te\u0301", 3],
      ["zero\u200bwidth", 9],
      ["✓ ✗ … → ≤", 9],
      ["🙂", 2],
      ["👩‍👩‍👧", 2],
      ["🇫🇷", 2],
      ["한국어", 6],
      ["\x1b[1;31mred\x1b[0m", 3],
    ] as const
  ) assert.equal(displayWidth(text), columns, JSON.stringify(text));
});

Deno.test("cut() never exceeds the width and never halves a character", () => {
  assert.equal(cut("曾经的家", 8), "曾经的家");
  assert.equal(cut("曾经的家", 7), "曾经的…");
  assert.equal(cut("曾经的家", 6), "曾经…");
  assert.equal(cut("abcdef", 1), "…");
  assert.equal(cut("abcdef", 0), "");
  for (const text of ["a曾b经c的d家", "👩‍👩‍👧x👩‍👩‍👧y", "e\u0301te\u0301 long"]) {
    for (let width = 0; width < 12; width++) assert(displayWidth(cut(text, width)) <= width);
  }
});

Deno.test("padEnd() and padStart() fill by columns", () => {
  assert.equal(padEnd("家", 4) + "|", "家  |");
  assert.equal(padStart("家", 4), "  家");
  assert.equal(padEnd("abcdef", 4), "abc…");
});

Deno.test("wrap() breaks at spaces, keeps long words whole and breaks wide text anywhere", () => {
  assert.deepEqual(wrap("one two three", 7), ["one two", "three"]);
  assert.deepEqual(wrap("see notebooks/a/long/path.ipynb now", 10), [
    "see",
    "notebooks/a/long/path.ipynb",
    "now",
  ]);
  assert.deepEqual(wrap("大模型时代的学习", 6), ["大模型", "时代的", "学习"]);
  assert.deepEqual(wrap("a\n\nb", 10), ["a", "", "b"]);
});
