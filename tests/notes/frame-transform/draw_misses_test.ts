import assert from "node:assert/strict";
import { drawMisses } from "../../../notebooks/3d-reconstruction/frame-transform/draw_misses.ts";

Deno.test("drawMisses() counts by power of ten, five bins a decade", () => {
  const values = [1.1e-14, 1e-20, 1.1, 1.2, 1.7, 9e9];
  const { data } = drawMisses([{ label: "a", color: "#000000", values }]);
  const { x, y } = data[0] as unknown as { x: number[]; y: number[] };
  const filled = x.flatMap((at, i) => y[i] ? [[Number(at.toFixed(1)), y[i]]] : []);
  // too small goes to the first bin, too large to the last
  assert.deepEqual(filled, [[-13.9, 2], [0.1, 2], [0.3, 1], [0.9, 1]]);
});

Deno.test("drawMisses() gives each row its own axis, and rows do not overlap", () => {
  const row = { color: "#000000", values: [1] };
  const { data, layout } = drawMisses([{ ...row, label: "a" }, { ...row, label: "b" }]);
  assert.deepEqual(data.map((trace) => trace["yaxis"]), ["y", "y2"]);
  const [top, bottom] = ["yaxis", "yaxis2"].map((axis) =>
    (layout?.[axis] as { domain: [number, number] }).domain
  );
  assert(bottom![0] >= 0 && bottom![1] < top![0] && top![1] <= 1);
});
