import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { ok } from "node:assert/strict";
import { checkFigure } from "@rederive/lib/show";
import { drawMentors } from "../../../notebooks/learning/yak-shaving/draw_mentors.ts";
import { drawOrders } from "../../../notebooks/learning/yak-shaving/draw_orders.ts";
import { drawSteps } from "../../../notebooks/learning/yak-shaving/draw_steps.ts";
import { drawValues } from "../../../notebooks/learning/yak-shaving/draw_values.ts";

Deno.test("drawOrders() draws r m = 1 inside its map", () => {
  const figure = drawOrders({ reuse: [0, 0.5, 1], later: [1, 2, 4], extra: [[0], [0], [0]] });
  checkFigure(figure);
  const [x, y] = [figure.data[1]?.["x"], figure.data[1]?.["y"]] as [number[], number[]];
  deepEqual([x[0], y[0], x.at(-1), y.at(-1)], [1, 1, 0.25, 4]);
  ok(x.every((r, i) => Math.abs(r * y[i]! - 1) < 1e-12));
});

Deno.test("drawMentors() keeps names apart that would meet", () => {
  const figure = drawMentors({ a: [[0, 100], [1, 1000]], b: [[0, 90], [1, 1010]] }, {
    ...{ alone: 300, least: 80 },
  });
  checkFigure(figure);
  const { annotations } = figure.layout as { annotations: { text: string; y: number }[] };
  const at = (name: string) => annotations.find(({ text }) => text === name)!.y;
  ok(at("b") - at("a") > 0.1, `${at("a")} and ${at("b")}`); // decades
});

Deno.test("drawSteps() draws dots and a line for each of four, and the way", () => {
  const pair = [[[1, 2]], [[1, 2], [2, 3]]] as const;
  const figure = drawSteps({
    search: { blind: pair, told: pair },
    walk: { toStart: pair, oneBack: pair },
    way: [[1, 1]],
  });
  checkFigure(figure);
  equal(figure.data.filter(({ mode }) => mode === "markers").length, 4);
  equal(figure.data.filter(({ mode }) => mode === "lines").length, 5);
});

Deno.test("drawValues() gives each λ a panel of its own, places along and episodes up", () => {
  const figure = drawValues([{ lambda: 0, values: [[0, 0.5], [0.2, 0.7]] }, {
    ...{ lambda: 1, values: [[0.5, 0.5]] },
  }]);
  checkFigure(figure);
  deepEqual(figure.data.map(({ x, y, xaxis }) => [x, y, xaxis]), [
    [[0, 1], [1, 2], "x"],
    [[0, 1], [1], "x2"],
  ]);
});
