import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import { cutShare, sentencesOf } from "../../../notebooks/retrieval/rag-playbook/cuts.ts";
import { lateChunks, meansOf } from "../../../notebooks/retrieval/rag-playbook/late_chunks.ts";
import {
  eachAlone,
  tokensOf,
  withMeans,
} from "../../../notebooks/retrieval/rag-playbook/token_scores.ts";

Deno.test("sentencesOf() ends sentences at . : ? ! before white space, and at the end", () => {
  const text = "It is 3.14: no less. Is it? Yes";
  deepEqual(sentencesOf(text).map(({ start, end }) => text.slice(start, end)), [
    "It is 3.14:",
    "no less.",
    "Is it?",
    "Yes",
  ]);
});

Deno.test("cutShare() counts what no chunk holds whole, of the lengths asked for", () => {
  const text = "aaaa. bbbb. cccc."; // sentences at 0-5, 6-11, 12-17
  equal(cutShare([text], { size: 8, overlap: 0 }), 2 / 3); // 8 and 16 cut the last two
});

Deno.test("an overlap of a sentence less one character cuts none", () => {
  const text = Array.from({ length: 40 }, (_, i) => "x".repeat(3 + i % 7) + ".").join(" ");
  const longest = Math.max(...sentencesOf(text).map(({ length }) => length));
  equal(cutShare([text], { size: 23, overlap: longest - 1 }), 0);
  equal(cutShare([text], { size: 23, overlap: longest - 2 }) > 0, true);
});

Deno.test("lateChunks() ends at ends of sections, and pieces do not matter", () => {
  // pieces of 3, 4, 2 tokens; the first two are one section
  const chunks = lateChunks({ pieceStarts: [0, 3, 7, 9], sectionOfPiece: [0, 0, 1] }, { size: 3 });
  deepEqual([...chunks.starts], [0, 3, 6, 7, 9]);
  deepEqual(chunks.sectionOf, [0, 0, 0, 1]);
});

Deno.test("meansOf() averages the rows of each chunk", () => {
  const rows = Float32Array.of(1, 2, 3, 6, 10, 20);
  deepEqual([...meansOf(rows, { starts: [0, 2, 3] }, 2)], [2, 4, 10, 20]);
});

Deno.test("withMeans() appends each text's mean token, at length 1", () => {
  const tokens = tokensOf({
    width: 2,
    values: Float32Array.of(2, 0, 0, 9, 0, 5),
    starts: [0, 2, 3],
  });
  const all = withMeans(tokens, [0, 1]);
  deepEqual(Array.from(all.starts), [0, 2, 3, 4, 5]);
  assertClose(all.vectors.slice(6), [Math.SQRT1_2, Math.SQRT1_2, 0, 1], { abs: 1e-6, rel: 0 });
  deepEqual(Array.from(eachAlone({ width: 2, values: Float32Array.of(3, 4) }).starts), [0, 1]);
});
