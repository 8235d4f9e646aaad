import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import type { Gpu } from "@rederive/lib/gpu";
import { noGrad, openScope, readMany, takeRows, tensor } from "@rederive/lib/tensor";
import { drawNegatives, lossesOf } from "../../../notebooks/multimodal/blip/losses.ts";
import type { Med } from "../../../notebooks/multimodal/blip/med.ts";
import { usedBy } from "../../../notebooks/multimodal/blip/med.ts";
import { drawPairs } from "../../../notebooks/multimodal/blip/pairs.ts";
import { makeMed } from "../../../notebooks/multimodal/blip/runs.ts";
import { sightOf } from "../../../notebooks/multimodal/blip/sight.ts";
import { batchesOf } from "../../../notebooks/multimodal/blip/train.ts";
import { LONGEST } from "../../../notebooks/multimodal/blip/words.ts";
import { gpuTest } from "../../gpu/with_gpu.ts";

const few = drawPairs(4, { seed: 9 });

/** What is made of four pictures and captions, read. */
async function made(gpu: Gpu, med: Med, ids = few.ids, pixels = few.pixels) {
  using _scope = openScope(gpu);
  const [texts, odds, words, images] = await readMany(noGrad(() => {
    const patches = med.patches(tensor(gpu, pixels, { shape: [4, 3, 16, 16] }));
    const rows = med.text.table.forward(ids, { shape: [4, LONGEST] });
    return [
      med.textVectors(rows),
      med.matchScores(rows, patches),
      med.wordScores(rows, patches),
      med.imageVectors(patches),
    ];
  }));
  return { texts: texts!, odds: odds!, words: words!, images: images! };
}

/** Rows of `width` numbers in which two arrays differ. */
function changed(a: ArrayLike<number>, b: ArrayLike<number>, width: number): number[] {
  return Array.from({ length: a.length / width }, (_, row) => row)
    .filter((row) =>
      Array.from({ length: width }).some((_, c) => a[row * width + c] !== b[row * width + c])
    );
}

gpuTest(
  "a word changes what the decoder says behind it, and both encoders' vectors",
  async (gpu) => {
    using med = makeMed(gpu, 1);
    const before = await made(gpu, med);
    const ids = few.ids.with(LONGEST + 4, few.ids[LONGEST + 4]! === 5 ? 6 : 5); // fifth word of caption 1
    const after = await made(gpu, med, ids);
    deepEqual(changed(before.texts, after.texts, 32), [1]);
    deepEqual(changed(before.odds, after.odds, 2), [1]);
    deepEqual(changed(before.images, after.images, 32), []);
    const places = changed(before.words, after.words, 20);
    deepEqual(places, [5, 6, 7, 8, 9].map((place) => (1 + LONGEST) + place));
  },
);

gpuTest("a picture changes the grounded scores, and no text's vector", async (gpu) => {
  using med = makeMed(gpu, 1);
  const before = await made(gpu, med);
  const pixels = few.pixels.map((v, i) => i < 768 ? -v : v); // the first picture's colours turned round
  const after = await made(gpu, med, few.ids, pixels);
  deepEqual(changed(before.texts, after.texts, 32), []);
  deepEqual(changed(before.images, after.images, 32), [0]);
  deepEqual(changed(before.odds, after.odds, 2), [0]);
  equal(changed(before.words, after.words, 20).every((row) => row <= LONGEST), true);
});

gpuTest("the uses share everything but the self-attentions", (gpu) => {
  using med = makeMed(gpu, 1);
  const [text, match, caption] = (["text", "match", "caption"] as const).map((mode) =>
    new Set(usedBy(med, mode).keys())
  );
  const all = med.text.namedParameters().map(([name]) => name);
  deepEqual(
    [...match!].filter((name) => !text!.has(name)),
    all.filter((n) => n.includes("cross.")),
  );
  const onlyOne = all.filter((name) => match!.has(name) !== caption!.has(name));
  deepEqual(onlyOne, all.filter((name) => /\.?(both|causal)\./.test(name)));
  ok(onlyOne.every((name) => /norm|attn/.test(name)));
});

gpuTest("a use with the wrong memory says so", (gpu) => {
  using med = makeMed(gpu, 1);
  using x = tensor(gpu, new Float32Array(32 * 9), { shape: [1, 9, 32] });
  let message = "";
  try {
    med.text.forward(x, { mode: "text", memory: x });
  } catch (error) {
    message = (error as Error).message;
  }
  equal(message, 'Cannot run a text layer as "text": it is given a picture, wanted none');
});

gpuTest(
  "the losses are those of the formulas, worked out in f64 from vectors and scores",
  async (gpu) => {
    using med = makeMed(gpu, 2);
    using _scope = openScope(gpu);
    const batch = batchesOf(drawPairs(32, { seed: 3 }), { seed: 3 })();
    const { itc, lm, vectors, scores } = await (async () => {
      const ids = tensor(gpu, batch.ids, { shape: [32, LONGEST] });
      const pictures = tensor(gpu, batch.pictures, { shape: [32, 3, 16, 16] });
      const next = tensor(gpu, batch.next, { shape: [32, 1 + LONGEST] });
      const noise = tensor(gpu, batch.noise, { shape: [2, 32, 32] });
      const losses = lossesOf(med, { pictures, ids, next, noise });
      const patches = med.patches(pictures);
      const words = takeRows(med.text.table.weight, ids);
      const [itc, lm, image, text, scores] = await readMany([
        ...[losses.itc, losses.lm, med.imageVectors(patches), med.textVectors(words)],
        med.wordScores(words, patches),
      ]);
      return { itc: itc![0]!, lm: lm![0]!, vectors: [image!, text!], scores: scores! };
    })();
    const logSum = (row: number[]) => Math.log(row.reduce((sum, v) => sum + Math.exp(v), 0));
    const similar = Array.from({ length: 32 }, (_, i) =>
      Array.from({ length: 32 }, (_, j) => {
        let sum = 0;
        for (let c = 0; c < 32; c++) sum += vectors[0]![i * 32 + c]! * vectors[1]![j * 32 + c]!;
        return sum / 0.07;
      }));
    const contrast = similar.reduce((sum, row, i) => {
      const column = similar.map((other) => other[i]!);
      return sum + logSum(row) + logSum(column) - 2 * row[i]!;
    }, 0) / 64;
    ok(Math.abs(itc - contrast) < 1e-4, `${itc}, want ${contrast}`);
    const said = Array.from(batch.next).reduce((sum, word, at) => {
      const row = Array.from(scores.slice(at * 20, at * 20 + 20));
      return sum + logSum(row) - row[word]!;
    }, 0) / batch.next.length;
    ok(Math.abs(lm - said) < 1e-4, `${lm}, want ${said}`);
  },
);

gpuTest("wrong pairs are drawn by their similarity, and never a right one", async (gpu) => {
  using _scope = openScope(gpu);
  const scores = tensor(gpu, Float32Array.of(9, 0, Math.log(3) / 0.3, 5, 9, 5, 2, 2, 9), {
    shape: [3, 3],
  });
  const next = batchesOf(drawPairs(32, { seed: 1 }), { seed: 1 });
  const counts = [0, 0, 0];
  for (let i = 0; i < 60; i++) {
    // gumbel noise out of the corner of a batch's, whose own diagonal hides the right pairs
    const { noise } = next();
    const corner = Float32Array.from({ length: 18 }, (_, at) => {
      const [side, row, column] = [Math.floor(at / 9), Math.floor(at / 3) % 3, at % 3];
      return noise[(side * 32 + row) * 32 + column]!;
    });
    const own = tensor(gpu, corner, { shape: [2, 3, 3] });
    const [texts, pictures] = await readMany([...drawNegatives(scores, own)]);
    ok([0, 1, 2].every((row) => texts![row] !== row && pictures![row] !== row));
    counts[texts![0]!]!++;
  }
  // 60 draws with chance 3/4: mean 45, standard deviation 3.4
  ok(Math.abs(counts[2]! - 45) <= 14, `${counts}`);
});

gpuTest("shares of sight add up to 1, and follow patches that change places", async (gpu) => {
  using med = makeMed(gpu, 1);
  using _scope = openScope(gpu);
  const values = Float32Array.from({ length: 5 * 32 }, (_, i) => Math.sin(i * i));
  const turned = Float32Array.from(values, (_, i) => {
    const [token, c] = [Math.floor(i / 32), i % 32];
    return values[(token === 0 ? 0 : 5 - token) * 32 + c]!; // patches in reverse
  });
  const words = med.text.table.forward(few.ids.slice(0, LONGEST), { shape: [1, LONGEST] });
  const shares = (patches: Float32Array<ArrayBuffer>) =>
    sightOf(med, { words, patches: tensor(gpu, patches, { shape: [1, 5, 32] }), mode: "caption" });
  const [a, b] = await readMany([shares(values)[1]!, shares(turned)[1]!]) as [
    Float32Array,
    Float32Array,
  ];
  equal(a.length, 10 * 4);
  for (let row = 0; row < 10; row++) {
    const own = [...a.subarray(row * 4, row * 4 + 4)];
    ok(Math.abs(own.reduce((x, y) => x + y) - 1) < 1e-5);
    own.forEach((share, n) => ok(Math.abs(share - b[row * 4 + 3 - n]!) < 1e-5));
  }
});
