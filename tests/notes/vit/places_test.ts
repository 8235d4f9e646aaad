import { ok, strictEqual as equal } from "node:assert/strict";
import { stream } from "@rederive/lib/random";
import { read } from "@rederive/lib/tensor";
import { Places, waves } from "../../../notebooks/multimodal/vit/places.ts";
import { resizeAsGrid, resizeAsLine } from "../../../notebooks/multimodal/vit/resize_places.ts";
import { gpuTest } from "../../gpu/with_gpu.ts";

gpuTest("Places by row and column are sums of one vector each", async (gpu) => {
  const sizes = { across: 3, channels: 4, random: stream(1) };
  using places = new Places(gpu, { ...sizes, kind: "row and column" });
  const { rows, columns } = await places.state();
  using table = places.forward();
  const got = await read(table);
  for (let place = 0; place < 9; place++) {
    for (let c = 0; c < 4; c++) {
      const want = rows!.values[Math.floor(place / 3) * 4 + c]! +
        columns!.values[place % 3 * 4 + c]!;
      equal(got[place * 4 + c], Math.fround(want));
    }
  }
});

gpuTest("Places by number have a vector each, by waves nothing that learns", (gpu) => {
  const sizes = { across: 3, channels: 4, random: stream(1) };
  using number = new Places(gpu, { ...sizes, kind: "number" });
  using fixed = new Places(gpu, { ...sizes, kind: "waves" });
  equal(number.parameters().map(({ shape }) => shape.join(" ")).join(), "9 4");
  equal(fixed.parameters().length, 0);
});

Deno.test("waves() tell rows by the first half and columns by the second", () => {
  const table = waves(4, 32);
  const at = (place: number) => table.subarray(place * 32, place * 32 + 32);
  const isSame = (a: Float32Array, b: Float32Array) => a.every((v, i) => v === b[i]);
  ok(isSame(at(4).subarray(0, 16), at(7).subarray(0, 16))); // row 1
  ok(isSame(at(1).subarray(16), at(13).subarray(16))); // column 1
  ok(!isSame(at(0).subarray(0, 16), at(4).subarray(0, 16)));
  equal(at(4)[0], Math.fround(Math.sin(1)));
  equal(at(4)[8], Math.fround(Math.cos(1)));
  equal(new Set(Array.from({ length: 16 }, (_, n) => at(n).join())).size, 16);
});

const ramp = (across: number) => Float32Array.from({ length: across ** 2 }, (_, i) => i % across);

Deno.test("resizeAsGrid() keeps a table's own size, and a ramp along rows is one again", () => {
  const table = { values: ramp(4), across: 4, channels: 1 };
  equal(resizeAsGrid(table, 4).join(), table.values.join());
  const larger = resizeAsGrid(table, 6);
  for (let row = 0; row < 6; row++) {
    for (let column = 0; column < 6; column++) {
      const want = Math.min(3, Math.max(0, (column + 0.5) * 4 / 6 - 0.5));
      ok(Math.abs(larger[row * 6 + column]! - want) < 1e-6);
    }
  }
});

Deno.test("resizeAsLine() keeps a table's own size, and knows no rows", () => {
  const table = { values: ramp(4), across: 4, channels: 1 };
  equal(resizeAsLine(table, 4).join(), table.values.join());
  const larger = resizeAsLine(table, 6);
  ok(Math.abs(larger[1]! - (1.5 * 16 / 36 - 0.5)) < 1e-6);
  ok(larger.subarray(0, 6).join() !== larger.subarray(6, 12).join());
});
