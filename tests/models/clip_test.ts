import { strictEqual as equal, throws } from "node:assert/strict";
import { loadClip } from "@rederive/lib/models";
import { tensor } from "@rederive/lib/tensor";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";
import { assertSame, fixture, integers, sizes } from "./fixture.ts";

const { tensors, config, inputs, outputs } = fixture("clip");
const ids = integers(inputs.ids!);
const mask = integers(inputs.mask!);
const shape = sizes(inputs.ids!);

gpuTest("CLIP computes PyTorch's vectors of pictures and texts, from f16", async (gpu) => {
  using clip = loadClip(gpu, tensors, config);
  using pixels = tensor(gpu, Float32Array.from(inputs.pixels!.values), {
    shape: inputs.pixels!.shape,
  });
  const pictures = clip.embedPictures(pixels);
  await assertSame(pictures.last, outputs.image_last!);
  await assertSame(pictures.features, outputs.image_features!);
  await assertSame(pictures.embeds, outputs.image_embeds!);
  const texts = clip.embedTexts({ ids, shape, mask });
  await assertSame(texts.last, outputs.text_last!);
  await assertSame(texts.features, outputs.text_features!);
  await assertSame(texts.embeds, outputs.text_embeds!);
  await assertSame(clip.logits(pictures.embeds, texts.embeds), outputs.logits_per_image!);
}, { families: BOTH });

gpuTest(
  "CLIP takes a text's vector at the largest id, or at the first token that ends it",
  async (gpu) => {
    using clip = loadClip(gpu, tensors, config);
    await assertSame(clip.text.forward({ ids, shape }).pooled, outputs.text_pooled_unmasked!);
    const text = { ...config["text_config"] as Record<string, unknown>, eos_token_id: 7 };
    using other = loadClip(gpu, tensors, { ...config, text_config: text });
    const two = { ids: ids.slice(0, 14), shape: [2, 7] as const };
    await assertSame(other.text.forward(two).pooled, outputs.text_pooled_at_7!);
  },
);

gpuTest("what follows the end of a text changes nothing", async (gpu) => {
  using clip = loadClip(gpu, tensors, config);
  const changed = ids.with(5, 33).with(6, 12); // behind the end of the first text
  await assertSame(
    clip.embedTexts({ ids: changed, shape, mask }).embeds,
    outputs.text_embeds!,
  );
});

gpuTest("a config may leave out of its parts what is as in OpenAI's first model", (gpu) => {
  const bare = { projection_dim: 512, text_config: {}, vision_config: {} };
  throws(() => loadClip(gpu, new Map(), bare), (error: Error) => {
    // 12 layers of 16 tensors in each tower, 4 of the text tower, 7 of the other, projections, scale
    equal(/^Cannot load CLIP: 398 of 398 tensors are missing, 0 names/.test(error.message), true);
    return true;
  });
  throws(
    () => loadClip(gpu, new Map(), { ...bare, vision_config: { hidden_act: "swish" } }),
    /config of CLIP, vision_config: hidden_act is "swish", wanted one of gelu, /,
  );
});
