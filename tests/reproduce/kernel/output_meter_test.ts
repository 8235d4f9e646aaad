import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { outputMeter } from "../../../scripts/reproduce/kernel/output_meter.ts";

const tools = {
  byteLength: (text: string) => Buffer.byteLength(text),
  newHash: () => createHash("sha256"),
};
const caps = { outputBytes: 100, cellBytes: 250, cellLines: 10 };
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

Deno.test("outputMeter() lets everything through up to the caps", () => {
  const meter = outputMeter(caps, tools);
  const lines = Array.from({ length: 10 }, (_, i) => `line ${i}\n`);
  for (const line of lines) assert.equal(meter.admitText(line), line);
  assert.equal(meter.finish(), null);
});

Deno.test("outputMeter() keeps the head and reports the size and hash of all", () => {
  const meter = outputMeter(caps, tools);
  const lines = Array.from({ length: 12 }, (_, i) => `line ${i}\n`);
  assert.equal(lines.map((line) => meter.admitText(line)).join(""), lines.slice(0, 10).join(""));
  assert.deepEqual(meter.finish(), { bytes: 86, lines: 12, sha256: sha256(lines.join("")) });
  // the next cell starts afresh
  assert.equal(meter.admitText("again"), "again");
  assert.equal(meter.finish(), null);
});

Deno.test("outputMeter() cuts one text after the lines or bytes that fit, never a character", () => {
  const twelve = "line\n".repeat(12);
  const meter = outputMeter(caps, tools);
  assert.equal(
    meter.admitText(twelve),
    "line\nline\nline\nline\nline\nline\nline\nline\nline\nline",
  );
  assert.equal(meter.admitText("more"), "");
  assert.deepEqual(meter.finish(), { bytes: 64, lines: 12, sha256: sha256(`${twelve}more`) });

  const faces = "🙂".repeat(30); // 120 bytes, 60 UTF-16 units
  const head = meter.admitText(faces);
  assert.ok(faces.startsWith(head) && head.isWellFormed() && head.length > 0);
  assert.ok(Buffer.byteLength(head) <= caps.outputBytes);
  assert.equal(meter.finish()?.bytes, 120);
});

Deno.test("outputMeter() lets displays through whole or not at all", () => {
  const meter = outputMeter(caps, tools);
  assert.equal(meter.admitWhole("x".repeat(100)), true);
  assert.equal(meter.admitWhole("x".repeat(101)), false);
  assert.equal(meter.admitWhole("small"), false, "nothing comes after a gap");
  const all = "x".repeat(201) + "small";
  assert.deepEqual(meter.finish(), { bytes: 206, lines: 0, sha256: sha256(all) });
});

Deno.test("outputMeter() counts displays and texts of a cell together", () => {
  const meter = outputMeter(caps, tools);
  assert.equal(meter.admitText("a".repeat(100)), "a".repeat(100));
  assert.equal(meter.admitWhole("b".repeat(100)), true);
  const head = meter.admitText("c".repeat(60));
  assert.ok(head.length > 0 && head.length <= 50);
  assert.equal(meter.finish()?.bytes, 260);
});
