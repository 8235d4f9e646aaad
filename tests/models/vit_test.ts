import { strictEqual as equal, throws } from "node:assert/strict";
import { loadVit, PatchEmbedding, patchesOf } from "@rederive/lib/models";
import { tensor } from "@rederive/lib/tensor";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";
import { assertSame, fixture } from "./fixture.ts";

const model = fixture("vit");
const classifier = fixture("vit_classifier");

gpuTest("ViT computes PyTorch's tokens and pooled vector, from bf16", async (gpu) => {
  using vit = loadVit(gpu, model.tensors, model.config);
  const { shape, values } = model.inputs.pixels!;
  using pixels = tensor(gpu, Float32Array.from(values), { shape });
  const { last, pooled } = vit.forward(pixels);
  await assertSame(last, model.outputs.last!);
  await assertSame(pooled!, model.outputs.pooled!);
}, { families: BOTH });

gpuTest("ViT computes PyTorch's hidden states and logits, from f32", async (gpu) => {
  using vit = loadVit(gpu, classifier.tensors, classifier.config);
  const { shape, values } = classifier.inputs.pixels!;
  using pixels = tensor(gpu, Float32Array.from(values), { shape });
  const { hidden, logits, pooled } = vit.forward(pixels);
  equal(pooled, undefined);
  equal(hidden.length, classifier.hidden.length);
  for (const [i, want] of classifier.hidden.entries()) await assertSame(hidden[i]!, want);
  await assertSame(logits!, classifier.outputs.logits!);
}, { families: BOTH });

gpuTest("patches are cut row by row, and what is left over is left out", (gpu) => {
  using wide = tensor(gpu, new Float32Array(2 * 3 * 9 * 14), { shape: [2, 3, 9, 14] });
  equal(patchesOf(wide, 4).shape.join(), "2,6,48");
  using embedding = new PatchEmbedding(gpu, { imageSize: 9, patchSize: 4, channels: 5 });
  equal(embedding.positions.shape.join(), "5,5");
  throws(
    () => embedding.forward(wide),
    /Cannot embed patches: "tensor" is \(2, 3, 9, 14\), wanted \(B, 3, 9, 9\)/,
  );
});
