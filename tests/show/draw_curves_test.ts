import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { applyTheme, checkFigure, type Curve, drawCurves, PALETTE } from "@rederive/lib/show";

const curve: Curve = { points: [[1, 10], [100, 1000]], label: ["a name", 10, 100] };
const linear = { title: "n" };
const logarithmic = { title: "n", isLog: true };

interface Layout {
  xaxis: { range?: number[]; dtick?: number };
  yaxis: { range?: number[]; dtick?: number };
  annotations: { text: string; x: number; y: number; xref: string; font: { color?: string } }[];
}

const layoutOf = (panels: Parameters<typeof drawCurves>[0]) =>
  drawCurves(panels).layout as unknown as Layout;

Deno.test("a name stands where it was put, on linear and on logarithmic axes", () => {
  const [plain] = layoutOf([{ x: linear, y: linear, curves: [curve] }]).annotations;
  deepEqual([plain?.x, plain?.y, plain?.text], [10, 100, "a name"]);
  const [scaled] = layoutOf([{ x: logarithmic, y: linear, curves: [curve] }]).annotations;
  deepEqual([scaled?.x, scaled?.y], [1, 100], "plotly wants the logarithm on such an axis");
});

Deno.test("a range is given in the axis's own numbers", () => {
  const range = [1e-3, 1e3] as const;
  const { xaxis, yaxis } = layoutOf([{
    x: { ...linear, range },
    y: { ...logarithmic, range },
    curves: [curve],
  }]);
  deepEqual(xaxis.range, range);
  deepEqual(yaxis.range, [-3, 3]);
});

Deno.test("a wide logarithmic axis has a tick every few decades", () => {
  const tick = (to: number) =>
    layoutOf([{ x: { ...logarithmic, range: [1, to] }, y: linear, curves: [curve] }]).xaxis.dtick;
  deepEqual([1e1, 1e5, 1e12, 1e16, 1e39].map(tick), [1, 1, 2, 3, 5]);
});

Deno.test("a curve without a colour takes the palette's, and its name has the same", () => {
  const other: Curve = { ...curve, color: "#123456", dash: "dash", dots: "both" };
  const panels = [{ x: linear, y: linear, curves: [other, curve] }];
  const { data } = drawCurves(panels);
  const lines = data.map(({ line }) => line as { color: string; dash: string });
  deepEqual(lines.map(({ color }) => color), ["#123456", PALETTE[1]]);
  deepEqual(lines.map(({ dash }) => dash), ["dash", "solid"]);
  deepEqual(data.map(({ mode }) => mode), ["lines+markers", "lines"]);
  const named = layoutOf(panels).annotations.map(({ font }) => font.color);
  deepEqual(named, ["#123456", PALETTE[1]]);
});

Deno.test("panels side by side have axes and titles of their own, and one width", () => {
  const panel = (title: string) => ({ title, x: logarithmic, y: linear, curves: [curve] });
  const figure = drawCurves([panel("left"), panel("right")]);
  checkFigure(figure);
  equal(applyTheme(figure).layout["width"], 820);
  deepEqual(figure.data.map((trace) => trace["xaxis"]), ["x", "x2"]);
  const titles = layoutOf([panel("left"), panel("right")]).annotations
    .filter(({ text }) => text !== "a name").map(({ text, xref }) => [text, xref]);
  deepEqual(titles, [["left", "x domain"], ["right", "x2 domain"]]);
});
