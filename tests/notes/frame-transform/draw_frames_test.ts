import assert from "node:assert/strict";
import { IDENTITY } from "@rederive/lib/geometry";
import {
  drawFrames,
  type Panel,
} from "../../../notebooks/3d-reconstruction/frame-transform/draw_frames.ts";

const panel: Panel = {
  title: "now",
  frame: { rotation: IDENTITY, translation: [1, 1, 0] },
  point: [2, 1, 0],
  path: [[0, 0, 0], [2, 1, 0]],
  arrows: [{ name: "v", from: [2, 1, 0], by: [0, 0, 1], color: "#000000" }],
};

Deno.test("drawFrames() names each arrow once for all panels", () => {
  const { data } = drawFrames([panel, panel, panel]);
  const named = data.filter((trace) => trace["showlegend"]).map((trace) => trace["name"]);
  assert.deepEqual(named, ["path of M in B", "v"]);
  assert.deepEqual(new Set(data.map((trace) => trace["xaxis"])), new Set(["x", "x2", "x3"]));
});

Deno.test("drawFrames() shows all panels to one scale that holds every trace", () => {
  const far: Panel = { ...panel, point: [0, 9, 0] };
  const { data, layout } = drawFrames([panel, far]);
  const range = (axis: string) => (layout?.[axis] as { range: [number, number] }).range;
  assert.deepEqual(range("xaxis"), range("xaxis2"));
  assert.deepEqual(range("yaxis"), range("yaxis2"));
  for (const axis of ["x", "y"]) {
    const values = data.flatMap((trace) => trace[axis] as number[]);
    const [low, high] = range(`${axis}axis`);
    assert(low < Math.min(...values) && Math.max(...values) < high);
  }
});

Deno.test("drawFrames() draws up as up: a vertical arrow stays vertical", () => {
  const { data } = drawFrames([panel]);
  const arrow = data.find((trace) => trace["name"] === "v") as unknown as {
    x: [number, number];
    y: [number, number];
  };
  assert.equal(arrow.x[0], arrow.x[1]);
  assert(arrow.y[1] > arrow.y[0]);
});
