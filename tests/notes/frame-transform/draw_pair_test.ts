import assert from "node:assert/strict";
import { drawPair } from "../../../notebooks/3d-reconstruction/frame-transform/draw_pair.ts";

const curve = { name: "a", color: "#000000", points: [[0, 1], [2, 3]] };

Deno.test("drawPair() puts its halves side by side and names a curve once", () => {
  const half = { title: "t", curves: [curve] };
  const { data } = drawPair(half, half);
  assert.deepEqual(data.map((trace) => [trace["xaxis"], trace["yaxis"]]), [["x", "y"], [
    "x2",
    "y2",
  ]]);
  assert.deepEqual(data.map((trace) => trace["showlegend"]), [true, false]);
  assert.deepEqual(data[0]?.["x"], [0, 2]);
  assert.deepEqual(data[0]?.["y"], [1, 3]);
});

Deno.test("drawPair() writes a remark beside its curve instead of a legend entry", () => {
  const remark = { text: "here", x: 1, y: 2 };
  const { data, layout } = drawPair(
    { title: "left", curves: [curve] },
    { title: "right", curves: [{ ...curve, name: "b", remark }] },
  );
  assert.deepEqual(data.map((trace) => trace["showlegend"]), [true, false]);
  const written = layout?.["annotations"] as { text: string; xref: string; x: number }[];
  assert.deepEqual(written.map(({ text }) => text), ["left", "right", "here"]);
  assert.deepEqual([written[2]?.xref, written[2]?.x], ["x2", 1]);
});
