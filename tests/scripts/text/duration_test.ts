import assert from "node:assert/strict";
import { formatClock, formatDuration } from "../../../scripts/text/duration.ts";

Deno.test("formatDuration() never shows a rounded-up unit it does not have", () => {
  for (
    const [ms, text] of [
      [0, "0 ms"],
      [999.4, "999 ms"],
      [999.6, "1.0 s"],
      [4100, "4.1 s"],
      [59_949, "59.9 s"],
      [59_960, "1 min 00 s"],
      [125_000, "2 min 05 s"],
      [3_599_600, "1 h 00 min"],
      [3_720_000, "1 h 02 min"],
    ] as const
  ) assert.equal(formatDuration(ms), text);
});

Deno.test("formatClock() counts minutes and hours", () => {
  assert.equal(formatClock(7_400), "0:07");
  assert.equal(formatClock(760_000), "12:40");
  assert.equal(formatClock(3_729_000), "1:02:09");
  assert.equal(formatClock(-5), "0:00");
});
