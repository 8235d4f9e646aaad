import { ok, strictEqual as equal, throws } from "node:assert/strict";
import {
  binOf,
  readAction,
  valueOf,
  writeAction,
} from "../../../notebooks/multimodal/actions/action_text.ts";

Deno.test("an action is written as eight integers", () => {
  const text = writeAction({ terminate: true, motion: [-1, -0.999, 0, 0.0078, 0.5, 0.9999, 1] });
  equal(text, "1 0 0 128 128 192 255 255");
});

Deno.test("every bin comes back as itself, from a number in its middle", () => {
  for (let bin = 0; bin < 256; bin++) equal(binOf(valueOf(bin)), bin);
});

Deno.test("a bin's left edge is half a bin below its middle", () => {
  equal(valueOf(0, "left edge"), -1);
  equal(valueOf(7) - valueOf(7, "left edge"), 1 / 256);
});

Deno.test("what is outside goes into the outermost bins", () => {
  equal(binOf(-5), 0);
  equal(binOf(5), 255);
});

Deno.test("a text of another format is refused, and shown", () => {
  for (const text of ["", "1 2", "2 0 0 0 0 0 0 0", "1 0 0 0 0 0 0 256", "1 0 0 0 0 0 0 -1"]) {
    throws(() => readAction(text), SyntaxError);
  }
  throws(() => readAction("go left"), /the text is "go left", wanted 0 or 1 and seven integers/);
  ok(readAction("1 0 0 0 0 0 0 255").terminate);
});
