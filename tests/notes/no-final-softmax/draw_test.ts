import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { checkFigure } from "@rederive/lib/show";
import { drawOverflow } from "../../../notebooks/training-and-optimisation/no-final-softmax/draw_overflow.ts";
import { drawRace } from "../../../notebooks/training-and-optimisation/no-final-softmax/draw_race.ts";
import { drawReliability } from "../../../notebooks/training-and-optimisation/no-final-softmax/draw_reliability.ts";

Deno.test("drawOverflow() draws a bar for each stretch of one fate, without a gap", () => {
  const panel = { heading: "", axis: "", x: [0, 1, 2, 3, 4], isLogarithmic: false };
  const fates = ["right", "right", "wrong digits", "infinite", "infinite"] as const;
  const [all, only] = [{ label: "a", fates }, {
    label: "b",
    fates: fates.map(() => "right" as const),
  }];
  const figure = drawOverflow([{ ...panel, ways: [all] }, { ...panel, ways: [only] }]);
  checkFigure(figure);
  const bars = figure.data.filter(({ mode }) => mode === "lines");
  deepEqual(bars.map(({ name, x }) => [name, x]), [
    ["right", [0, 2]],
    ["wrong digits", [2, 3]],
    ["infinite", [3, 4]],
    ["right", [0, 4]],
  ]);
});

Deno.test("drawRace() breaks its thin lines between runs, and marks those that lost a class", () => {
  const run = (curve: number[], lost: number) => ({
    ...{ curve, lost, accuracy: 1, reached: 10, loss: [2, 1] as const },
  });
  const outcomes = { once: [run([0.5, 1], 0), run([0.7, 0.8], 0)], twice: [run([0.2, 0.4], 1)] };
  const figure = drawRace([{ setting: { optimizer: "SGD", mislabelled: 0 }, outcomes }]);
  checkFigure(figure);
  const of = (name: string) =>
    figure.data.filter((trace) => String(trace["name"]).startsWith(name));
  deepEqual(of("softmax once")[0]?.["y"], [0.6, 0.9]);
  deepEqual(of("has lost").map(({ x, y }) => [x, y]), [[[20], [0.4]]]);
  deepEqual(figure.data[1]?.["y"], [0.5, 1, null, 0.7, 0.8, null]);
});

Deno.test("drawReliability() leaves out bins of fewer than ten points", () => {
  const bins = [{ count: 9, confidence: 0.1, accuracy: 0 }, {
    count: 10,
    confidence: 0.5,
    accuracy: 1,
  }];
  const figure = drawReliability([{ heading: "h", color: "#000000", bins }]);
  checkFigure(figure);
  equal(figure.data.length, 2);
  deepEqual(figure.data[1]?.["x"], [0.5]);
});
