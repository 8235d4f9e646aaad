import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { checkFigure } from "@rederive/lib/show";
import { drawHeadings } from "../../../notebooks/learning/back-to-school/draw_headings.ts";
import { drawLater } from "../../../notebooks/learning/back-to-school/draw_later.ts";
import { drawLoss } from "../../../notebooks/learning/back-to-school/draw_loss.ts";

Deno.test("drawLoss() shows millions over thousands, with the line of a million", () => {
  const figure = drawLoss({
    ...{
      salaries: [100_000, 300_000],
      years: [4, 6],
      loss: [[240_000, 1_040_000], [360_000, 1_560_000]],
    },
    million: [[290_000, 4]],
  });
  checkFigure(figure);
  deepEqual(figure.data[0]?.["z"], [[0.24, 1.04], [0.36, 1.56]]);
  deepEqual([figure.data[1]?.["x"], figure.data[1]?.["y"]], [[290], [4]]);
});

Deno.test("drawLater() names each line at its end", () => {
  const figure = drawLater({ costs: { "3 %": [[0, 1], [20, 2]] }, balances: { "3 %": [[0, 3]] } });
  checkFigure(figure);
  const { annotations } = figure.layout as {
    annotations: { text: string; x: number; y: number }[];
  };
  deepEqual(
    annotations.filter(({ text }) => text === "3 %").map(({ x, y }) => [x, y]),
    [[20.5, 2], [0.5, 3]],
  );
});

Deno.test("drawLater() keeps names apart that would meet", () => {
  const figure = drawLater({
    costs: { a: [[0, 0], [9, 0.99]], b: [[0, 0], [9, 1]] },
    balances: { a: [[0, 1]] },
  });
  const { annotations } = figure.layout as {
    annotations: { text: string; x: number; y: number }[];
  };
  const [a, b] = ["a", "b"].map((name) =>
    annotations.find(({ text, x }) => text === name && x > 9)
  );
  equal(b!.y - a!.y >= 0.059, true);
});

Deno.test("drawHeadings() turns windows into columns, and marks the cue the positive way round", () => {
  const figure = drawHeadings([{ title: "a", spikes: [[1, 2], [3, 4]] }], {
    ...{ window: 25, cueEnds: 50, direction: -90 },
  });
  checkFigure(figure);
  deepEqual(figure.data[0]?.["z"], [[1, 3], [2, 4]]);
  deepEqual(figure.data[0]?.["x"], [12.5, 37.5]);
  deepEqual(figure.data[1]?.["y"], [270, 270]);
  equal(figure.data.length, 2);
});
