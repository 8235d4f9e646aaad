import { deepStrictEqual as deepEqual, rejects, strictEqual as equal } from "node:assert/strict";
import { PLOTLY } from "../../../scripts/reproduce/mime.ts";
import { PictureRenderer } from "../../../scripts/reproduce/pictures/renderer.ts";
import { withPictures } from "../../../scripts/reproduce/pictures/with_pictures.ts";
import type { CellRun, CodeCell, MimeBundle } from "../../../scripts/reproduce/types.ts";

const figure = (y: number) => ({
  data: [{ type: "scatter", y: [1, y] }],
  layout: { width: 300, height: 200 },
});
const shown = (data: MimeBundle) => ({ output_type: "display_data" as const, data, metadata: {} });
const run = (...bundles: MimeBundle[]): CellRun => (
  { ordinal: 1, id: "a", status: "ok", ms: 1, outputs: bundles.map(shown) }
);
const cell = (...bundles: MimeBundle[]): CodeCell => (
  { ordinal: 1, id: "a", source: "", metadata: {}, outputs: bundles.map(shown) }
);
const never = () => Promise.reject(new Error("drawn"));

Deno.test("withPictures() draws a figure that has no picture, and leaves other outputs alone", async () => {
  const before = run({ [PLOTLY]: figure(2), "text/plain": "two" }, { "text/plain": "no figure" });
  const [after] = await withPictures([before], [], () => Promise.resolve("PNG"));
  deepEqual(
    after!.outputs[0],
    shown({ [PLOTLY]: figure(2), "text/plain": "two", "image/png": "PNG" }),
  );
  equal(after!.outputs[1], before.outputs[1]);
});

Deno.test("withPictures() keeps the stored picture of an equal figure", async () => {
  const stored = [cell({ [PLOTLY]: figure(2), "image/png": "stored" })];
  const [after] = await withPictures([run({ [PLOTLY]: figure(2) })], stored, never);
  deepEqual(after!.outputs[0], shown({ [PLOTLY]: figure(2), "image/png": "stored" }));
});

Deno.test("withPictures() draws anew when the figure changed", async () => {
  const stored = [cell({ [PLOTLY]: figure(2), "image/png": "stored" })];
  await rejects(withPictures([run({ [PLOTLY]: figure(3) })], stored, never), /drawn/);
});

Deno.test("PictureRenderer draws a PNG, the same bytes twice, and says why it cannot", async () => {
  using renderer = new PictureRenderer();
  const [first, second] = await Promise.all([
    renderer.render(figure(2)),
    renderer.render(figure(2)),
  ]);
  deepEqual([...Uint8Array.fromBase64(first!).slice(1, 4)], [...new TextEncoder().encode("PNG")]);
  equal(first, second);
  await rejects(
    renderer.render({ data: [{ type: "scatter3d", z: [1] }], layout: {} }),
    /Cannot draw a figure/,
  );
});
