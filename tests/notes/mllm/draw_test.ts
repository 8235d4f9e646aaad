import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { drawBars } from "../../../notebooks/multimodal/mllm/draw_bars.ts";
import { drawRates } from "../../../notebooks/multimodal/mllm/draw_rates.ts";

Deno.test("bars are means, dots are seeds, and each group has its line", () => {
  const bars = [
    { name: "a", values: [[1, 2, 3], [40]] },
    { name: "b", values: [[10], [20, 30]] },
  ];
  const { data, layout } = drawBars(["x", "y"], bars, { y: "right, %", lines: [50, 25] });
  deepEqual(data[0]!["y"], [2, 40]);
  deepEqual(data[2]!["y"], [10, 25]);
  deepEqual(data[1]!["y"], [1, 2, 3, 40]);
  const [a, b] = [data[0]!["x"], data[2]!["x"]] as number[][];
  equal(a![0]! < 0 && b![0]! > 0, true); // side by side around the group's middle
  deepEqual((layout!["shapes"] as { y0: number }[]).map(({ y0 }) => y0), [50, 25]);
});

Deno.test("codes without bits are left out, the full caption stands alone", () => {
  const codes = [{ bits: 0, error: 0.1 }, { bits: 12, error: 0.08 }];
  const captions = [
    { parts: ["size"] as const, bits: 2, error: 0.09 },
    { parts: ["size", "colour", "shape", "place"] as const, bits: 12.6, error: 0.02 },
  ];
  const { data } = drawRates(codes, captions);
  deepEqual(data.map(({ x, y }) => [x, y]), [[[12], [0.08]], [[2], [0.09]], [[12.6], [0.02]]]);
});
