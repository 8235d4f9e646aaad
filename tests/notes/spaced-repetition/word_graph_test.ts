import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { gpuTest } from "../../gpu/with_gpu.ts";
import { spreadActivation } from "../../../notebooks/learning/spaced-repetition/spread_activation.ts";
import {
  linkWords,
  neighbours,
  wordsOf,
} from "../../../notebooks/learning/spaced-repetition/word_graph.ts";

const text = wordsOf("Red rose. red rose red, rose; blue sky blue sky blue sky");
const graph = linkWords(text, ["red", "rose", "blue", "sky"]);

Deno.test("words that meet more often than by chance are linked, the same both ways", () => {
  deepEqual(graph.counts, [3, 3, 3, 3]);
  const link = (x: number, y: number) => {
    const i = graph.rowIndices.findIndex((row, k) => row === x && graph.columnIndices[k] === y);
    return i < 0 ? 0 : graph.values[i]!;
  };
  ok(link(0, 1) > 0 && link(2, 3) > 0);
  equal(link(0, 1), link(1, 0));
  deepEqual(neighbours(graph, 0, 1), [1]);
});

gpuTest("activation spreads as in f64, and none is lost", async (gpu) => {
  const spread = await spreadActivation(gpu, graph, [[0], [2, 3]]);
  const V = 4;
  const flow = Array.from({ length: V }, () => new Array<number>(V).fill(0));
  graph.values.forEach((v, i) => flow[graph.rowIndices[i]!]![graph.columnIndices[i]!] = v);
  for (const [k, list] of [[0], [2, 3]].entries()) {
    const start = flow.map((_, i) => list.includes(i) ? 1 / list.length : 0);
    let now = start;
    for (let round = 0; round < 12; round++) {
      now = flow.map((row, to) =>
        0.3 * start[to]! + 0.7 * row.reduce((sum, v, from) => {
            const given = flow.reduce((all, other) => all + other[from]!, 0);
            return sum + v / given * now[from]!;
          }, 0)
      );
    }
    now.forEach((want, i) => ok(Math.abs(spread[2 * i + k]! - want) < 1e-6));
    ok(Math.abs(now.reduce((sum, v) => sum + v, 0) - 1) < 1e-9);
  }
});
