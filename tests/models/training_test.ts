import { assertClose } from "@rederive/lib/check";
import { Bert, Clip, Gpt2, sentenceEmbedding, Vit } from "@rederive/lib/models";
import type { Gpu } from "@rederive/lib/gpu";
import type { Module } from "@rederive/lib/nn";
import { stream } from "@rederive/lib/random";
import {
  add,
  crossEntropy,
  difference64,
  grad,
  mul,
  openScope,
  readMany,
  reshape,
  sum,
  type Tensor,
  tensor,
  transpose,
  values64,
} from "@rederive/lib/tensor";
import { gpuTest } from "../gpu/with_gpu.ts";

const sizes = { channels: 6, layers: 2, heads: 2, hidden: 9 };
const picture = { imageSize: 5, patchSize: 2 };
const text = { vocabulary: 11, positions: 6 };
const ids = Int32Array.of(1, 4, 10, 0, 7, 2, 10, 3);
const shape = [2, 4] as const;
const mask = Int32Array.of(1, 1, 1, 0, 1, 1, 1, 1);

function noise(gpu: Gpu, seed: number, shape: readonly number[]): Tensor {
  const random = stream(seed);
  const size = shape.reduce((count, each) => count * each, 1);
  return tensor(gpu, Float32Array.from({ length: size }, () => random.normal()), { shape });
}

/** Models from chance, and a loss of each that everything in them has a part in. */
const models: Record<string, (gpu: Gpu) => { model: Module; loss: Tensor; data: Tensor[] }> = {
  ViT: (gpu) => {
    const options = { ...sizes, ...picture, classes: 3, pooler: true, random: stream(1) };
    const model = new Vit(gpu, options);
    const pixels = noise(gpu, 2, [2, 3, 5, 5]);
    const { logits, pooled } = model.forward(pixels);
    const loss = add(sum(crossEntropy(logits!, Int32Array.of(2, 0))), sum(pooled!));
    return { model, loss, data: [pixels] };
  },
  CLIP: (gpu) => {
    const model = new Clip(gpu, {
      text: { ...sizes, ...text, random: stream(3) },
      vision: { ...sizes, ...picture, random: stream(4) },
      width: 5,
    });
    const pixels = noise(gpu, 5, [2, 3, 5, 5]);
    const pictures = model.embedPictures(pixels);
    const logits = model.logits(pictures.embeds, model.embedTexts({ ids, shape }).embeds);
    const right = Int32Array.of(0, 1);
    const loss = sum(add(crossEntropy(logits, right), crossEntropy(transpose(logits), right)));
    return { model, loss, data: [pixels] };
  },
  BERT: (gpu) => {
    const model = new Bert(gpu, { ...sizes, ...text, pooler: true, random: stream(6) });
    const { last, pooled } = model.forward({ ids, shape, mask });
    const weights = noise(gpu, 7, [2, 6]);
    const loss = add(sum(mul(sentenceEmbedding(last, mask), weights)), sum(pooled!));
    return { model, loss, data: [weights] };
  },
  "GPT-2, its table in pieces": (gpu) => {
    const model = new Gpt2(gpu, { ...sizes, ...text, tableBytes: 4 * 24, random: stream(8) });
    const logits = model.logits(model.forward({ ids, shape, mask }).last);
    const next = Int32Array.of(4, 10, 0, 1, 2, 10, 3, 5);
    return { model, loss: sum(crossEntropy(reshape(logits, [8, 11]), next)), data: [] };
  },
};

for (const [name, make] of Object.entries(models)) {
  gpuTest(
    `${name}: the gradient for all parameters is what central differences in f64 give`,
    async (gpu) => {
      using _scope = openScope(gpu);
      const { model, loss, data } = make(gpu);
      using _model = model;
      const parameters = model.parameters();
      const slopes = await readMany(grad(loss, parameters));
      for (const seed of [0, 1]) {
        const random = stream(100 + seed);
        const directions = new Map(parameters.map((parameter) => {
          return [parameter, Array.from({ length: parameter.size }, () => random.normal())];
        }));
        const products = parameters.flatMap((parameter, i) =>
          directions.get(parameter)!.map((step, k) => step * slopes[i]![k]!)
        );
        const got = products.reduce((total, each) => total + each, 0);
        const values = await values64([...parameters, ...data]);
        const want = difference64(loss, values, directions, { step: 1e-4 });
        // each slope is off by the rounding of some 40 f32 steps forward and back, of 9 terms and more
        const size = products.reduce((total, each) => total + Math.abs(each), 0);
        assertClose([got], want, { abs: 80 * 9 * 2 ** -24 * size, rel: 0 });
      }
    },
  );
}
