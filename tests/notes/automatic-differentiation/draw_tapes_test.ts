import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { checkFigure } from "@rederive/lib/show";
import {
  drawTapes,
  namesOf,
} from "../../../notebooks/training-and-optimisation/automatic-differentiation/draw_tapes.ts";
import {
  write,
} from "../../../notebooks/training-and-optimisation/automatic-differentiation/tape.ts";

const tape = write(2, (w, [x, y]) => w.add(w.mul(x!, y!), w.sin(x!)));
const names = namesOf(tape, ["x", "y"]);
const places = [[0, 1], [0, 0], [1, 0], [1, 1], [2, 0.5]] as const;
const panel = {
  title: "forward",
  names,
  notes: ["a", "b", "c", "d", "e"],
  slopes: [["1", "2"], ["3"], ["4", "5"]],
  color: "#000000",
};

Deno.test("inputs have their names, steps their signs", () => {
  deepEqual(names, ["x", "y", "×", "sin", "+"]);
});

Deno.test("every operand has an arrow to its step, and the other way round on the way back", () => {
  const figure = drawTapes(tape, places, [panel, { ...panel, isBackward: true }]);
  checkFigure(figure);
  const arrows = figure.data.filter(({ mode }) => mode === "lines+markers");
  equal(arrows.length, 2 * 5);
  const starts = arrows.map(({ x, y }) => [(x as number[])[0], (y as number[])[0]]);
  deepEqual(starts.slice(0, 5), [[0, 1], [0, 0], [0, 1], [1, 0], [1, 1]], "from the operands");
  deepEqual(starts.slice(5), [[1, 0], [1, 0], [1, 1], [2, 0.5], [2, 0.5]], "from the results");
});

Deno.test("slopes stand on their arrows, notes under their circles", () => {
  const { layout } = drawTapes(tape, places, [panel]);
  const texts = layout!["annotations"] as { text: string; x: number; y: number }[];
  const at = (text: string) => {
    const { x, y } = texts.find((each) => each.text === text)!;
    return [x, y];
  };
  deepEqual(at("5"), [1.5, 0.75], "halfway from the sine to the sum");
  equal(at("e")[0], 2);
  equal(at("e")[1]! < 0.5, true);
});
