import { assertClose } from "@rederive/lib/check";
import assert, { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { vectorsOf } from "../../../notebooks/multimodal/clip/alone.ts";
import {
  multiplyAdds,
  perPicture,
  PICTURE,
  TEXT,
} from "../../../notebooks/multimodal/clip/cost.ts";
import { readGolden, rowsOf } from "../../../notebooks/multimodal/clip/golden.ts";
import { projectPictures, projectTexts } from "../../../notebooks/multimodal/clip/project64.ts";
import { gpuTest } from "../../gpu/with_gpu.ts";

Deno.test("the tiny CLIP of the note is that of the tests of lib/models", async () => {
  const { pixels } = await readGolden();
  const fixture = new URL("../../models/fixtures/clip.json", import.meta.url);
  const { inputs } = JSON.parse(await Deno.readTextFile(fixture));
  deepEqual(pixels, inputs.pixels);
});

Deno.test("projections in f64 are those of transformers, and not so when W is read as it lies", async () => {
  const golden = await readGolden();
  const rules = { summary: "class token", weight: "transposed" } as const;
  const want = golden.outputs.image_features.values;
  assertClose(projectPictures(golden, rules).flat(), [...want], { abs: 1e-6, rel: 0 });
  const texts = projectTexts(golden, rules);
  deepEqual(texts.map(({ length }) => length), [10, 10, 10]);
  assertClose(texts.flat(), [...golden.outputs.text_features.values], { abs: 1e-6, rel: 0 });
  const off = projectTexts(golden, { weight: "as it lies" }).flat();
  assert(off.some((v, i) => Math.abs(v - golden.outputs.text_features.values[i]!) > 0.1));
});

gpuTest(
  "a picture alone has the vector of the joint run; with a text among its tokens it has not",
  async (gpu) => {
    const golden = await readGolden();
    const want = golden.outputs.image_embeds.values;
    const alone = await vectorsOf(gpu, golden, "alone");
    assertClose(alone.pictures, [...want], { abs: 1e-5, rel: 0 });
    assertClose(alone.texts, [...golden.outputs.text_embeds.values], { abs: 1e-5, rel: 0 });
    const fused = await vectorsOf(gpu, golden, "fused");
    assert(fused.pictures.some((v, i) => Math.abs(v - want[i]!) > 0.01));
  },
);

Deno.test("rows come as they stand", () => {
  deepEqual(rowsOf({ shape: [2, 2], values: [1, 2, 3, 4] }), [[1, 2], [3, 4]]);
});

Deno.test("a tower's cost is that of its matrices", () => {
  // one layer, one token, two channels: four 2 x 2, two 2 x 8, two products with itself, projection
  equal(multiplyAdds({ tokens: 1, channels: 2, layers: 1, before: 7 }), 7 + 16 + 32 + 4 + 2 * 512);
  // OpenAI's ViT-B/32 has 87 million parameters, each used once for each of 50 tokens, about
  assert(Math.abs(multiplyAdds(PICTURE) / (50 * 87e6) - 1) < 0.05);
  equal(perPicture(10, { isCached: true }) - multiplyAdds(PICTURE), 5120);
  equal(
    perPicture(10, { isCached: false }) - perPicture(10, { isCached: true }),
    10 * multiplyAdds(TEXT),
  );
});
