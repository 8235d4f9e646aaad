import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { checkFigure } from "@rederive/lib/show";
import { drawMoves, kindOf } from "../../../notebooks/retrieval/learning-to-rank/draw_moves.ts";
import { drawPairs } from "../../../notebooks/retrieval/learning-to-rank/draw_pairs.ts";
import { drawResults } from "../../../notebooks/retrieval/learning-to-rank/draw_results.ts";

Deno.test("drawMoves() puts each move with its kind", () => {
  deepEqual([[1, -1], [2, 1], [-1, -2]].map((move) => kindOf(move as [number, number])), [0, 1, 2]);
  const figure = drawMoves([{ title: "a", moves: [[1, -1], [2, 1], [3, 1]], reach: 4 }]);
  checkFigure(figure);
  deepEqual(figure.data.slice(1).map(({ x }) => x), [[1], [2, 3], []]);
});

Deno.test("drawPairs() leaves blank what is no pair", () => {
  const figure = drawPairs([{ title: "a", weights: [[undefined, 0.5], [0, undefined]] }], [
    "2",
    "1",
  ]);
  checkFigure(figure);
  deepEqual(figure.data[0]!["z"], [[null, 0.5], [0, null]]);
});

Deno.test("drawResults() has a row a loss and a bar at the mean", () => {
  const results = [{ loss: "a", color: "#000000", each: [0.1, 0.3] }];
  const figure = drawResults([{ title: "t", results }], { range: [0, 1] });
  checkFigure(figure);
  equal((figure.data[1]!["x"] as number[])[0], 0.2);
  deepEqual(figure.data[0]!["y"], ["a", "a"]);
});
