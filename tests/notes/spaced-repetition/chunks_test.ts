import { deepStrictEqual as deepEqual } from "node:assert/strict";
import { countPieces, learnChunks } from "../../../notebooks/learning/spaced-repetition/chunks.ts";

Deno.test("the commonest pair becomes a piece, then pairs of pieces", () => {
  const lines = ["abababab", "abc"];
  const chunks = learnChunks(lines, 2);
  deepEqual(chunks, { letters: ["a", "b", "c"], merges: [[0, 1], [4, 4]] });
  deepEqual(countPieces(lines, chunks, [0, 1, 2]), [11, 6, 4]);
});

Deno.test("learning stops when no pair comes twice, and lines do not run into each other", () => {
  deepEqual(learnChunks(["ab", "cd"], 5).merges, []);
  deepEqual(learnChunks(["xa", "bx", "ay", "by"], 5).merges, []);
});

Deno.test("a run of one letter is paired from the left, and unknown letters stay apart", () => {
  const chunks = learnChunks(["aaa", "aa"], 1);
  deepEqual(chunks.merges, [[0, 0]]);
  deepEqual(countPieces(["aaaaa", "aéa"], chunks, [0, 1, 9]), [8, 6, 6]);
});
