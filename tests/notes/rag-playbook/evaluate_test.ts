import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import { areaOf, correlation } from "../../../notebooks/retrieval/rag-playbook/area.ts";
import {
  bestPieces,
  bootstrap,
  rankingOf,
} from "../../../notebooks/retrieval/rag-playbook/evaluate.ts";
import { passes } from "../../../notebooks/retrieval/rag-playbook/passes.ts";
import { principalPlane } from "../../../notebooks/retrieval/rag-playbook/principal_plane.ts";
import { wordsOf } from "../../../notebooks/retrieval/rag-playbook/words.ts";

Deno.test("a section has the score of its best piece, and is left out without one", () => {
  const best = bestPieces([0.1, 0.7, 0.3], [2, 0, 2], 3);
  deepEqual([...best], [0.7, -Infinity, 0.3]);
  deepEqual([...rankingOf(best)], [0, 2]);
});

Deno.test("the bootstrap of a sample has its mean within, and is as wide as its error says", () => {
  const values = Array.from({ length: 100 }, (_, i) => i % 2);
  const [low, high] = bootstrap(values);
  // a mean of 100 coins: standard deviation 0.05, so 1.96 of them either side, give or take a tenth
  assertClose([low, high], [0.402, 0.598], { abs: 0.02, rel: 0 });
  deepEqual(bootstrap([0.3, 0.3]), [0.3, 0.3]);
});

Deno.test("the area counts hits above misses, ties by half", () => {
  const hit = [true, false, true, false];
  equal(areaOf([3, 1, 2, 2], hit, [0, 1, 2, 3]), 3.5 / 4);
  equal(areaOf([1, 3, 1, 3], hit, [0, 1, 2, 3]), 0);
});

Deno.test("the correlation of a line is 1 or -1", () => {
  assertClose([correlation([1, 2, 4], [3, 5, 9]), correlation([1, 2, 4], [0, -1, -3])], [1, -1], {
    abs: 1e-12,
    rel: 0,
  });
});

Deno.test("a filter passes a note when all that it names is right", () => {
  const note = { id: "languages/x", title: "", author: "Ann", date: "2024-06-09" };
  equal(passes(note, { author: "Ann", date: "2024-06" }), true);
  equal(passes(note, { date: "2024-07" }), false);
  equal(passes(note, { shelf: "language" }), false);
});

Deno.test("the principal plane has the longer axis first", () => {
  const points = [[4, 0, 0], [-4, 0, 0], [0, 2, 0], [0, -2, 0]];
  const seen = principalPlane(points).map(([x, y]) => [Math.abs(x), Math.abs(y)]);
  assertClose(seen.flat(), [4, 0, 4, 0, 0, 2, 0, 2], { abs: 1e-9, rel: 0 });
});

Deno.test("a name of a file is one word, a plural is its singular", () => {
  deepEqual(wordsOf("Keys: draw_pair.ts, np.ix_ (classes)"), [
    "key",
    "draw_pair.ts",
    "np.ix",
    "classe",
  ]);
});
