import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { grad, openScope, readMany, tensor } from "@rederive/lib/tensor";
import { makeRetrained, pairsOf, trainedOf } from "../../../notebooks/multimodal/blip/arms.ts";
import { drawRaw } from "../../../notebooks/multimodal/blip/bootstrap.ts";
import { lossesOf } from "../../../notebooks/multimodal/blip/losses.ts";
import {
  captionAt,
  drawPairs,
  isTrueOf,
  type Pairs,
  PIXELS,
} from "../../../notebooks/multimodal/blip/pairs.ts";
import { makeMed } from "../../../notebooks/multimodal/blip/runs.ts";
import { batchesOf } from "../../../notebooks/multimodal/blip/train.ts";
import { LONGEST } from "../../../notebooks/multimodal/blip/words.ts";
import { gpuTest } from "../../gpu/with_gpu.ts";

const raw = drawRaw(5);
const isRight = raw.crawled.isWrong.map((is) => !is);
/** A filter and a captioner without fault, but that the captioner's first caption is thrown out. */
const made = {
  written: raw.right,
  keepsCrawled: isRight,
  keepsWritten: isRight.map((_, row) => row > 0),
};

/** How many captions of an arm are true of the picture beside them, and of how many. */
function counted({ pixels, ids }: Pairs): [right: number, of: number] {
  const scenes = new Map(
    raw.right.scenes.map((scene, row) => [raw.right.pixels[row * PIXELS]!, scene]),
  );
  const rows = Array.from({ length: ids.length / LONGEST }, (_, row) => row);
  equal(pixels.length, rows.length * PIXELS);
  const isTrue = (row: number) =>
    isTrueOf(captionAt({ ids }, row), scenes.get(pixels[row * PIXELS]!)!);
  return [rows.filter(isTrue).length, rows.length];
}

Deno.test("arms hold what filter and captioner let through, each caption by its picture", () => {
  const right = isRight.filter(Boolean).length;
  deepEqual(counted(pairsOf("as crawled", raw, made)), [right, 1024]);
  deepEqual(counted(pairsOf("filter only", raw, made)), [right, right]);
  deepEqual(counted(pairsOf("captioner only", raw, made)), [right + 1024, 2048]);
  deepEqual(counted(pairsOf("both", raw, made)), [right + 1023, right + 1023]);
  deepEqual(counted(pairsOf("right captions", raw, made)), [1024, 1024]);
});

Deno.test("thrown out by lot are as many pairs as the filter throws out, right and wrong", () => {
  const right = isRight.filter(Boolean).length;
  const [found, of] = counted(pairsOf("thrown out by lot", raw, made));
  equal(of, right);
  // right of 1024 are right: the mean, and six standard deviations of drawing without putting back
  const mean = right * right / 1024;
  ok(
    Math.abs(found - mean) < 6 * Math.sqrt(mean * (1 - right / 1024) * (1 - right / 1024)),
    `${found}`,
  );
});

gpuTest(
  "a retrained model trains all that the contrast reaches but the picture tower",
  async (gpu) => {
    using sight = makeMed(gpu, 1);
    using med = await makeRetrained(gpu, 1, sight);
    using _scope = openScope(gpu);
    const batch = batchesOf(drawPairs(32, { seed: 3 }), { seed: 3 })();
    const { itc } = lossesOf(med, {
      ids: tensor(gpu, batch.ids, { shape: [32, LONGEST] }),
      pictures: tensor(gpu, batch.pictures, { shape: [32, 3, 16, 16] }),
      next: tensor(gpu, batch.next, { shape: [32, 1 + LONGEST] }),
      noise: tensor(gpu, batch.noise, { shape: [2, 32, 32] }),
    });
    const named = med.namedParameters();
    const slopes = await readMany(grad(itc, named.map(([, each]) => each)));
    const reached = named.flatMap(([name], i) =>
      !name.startsWith("vision.") && slopes[i]!.some((slope) => slope !== 0) ? [name] : []
    );
    deepEqual(trainedOf(med).map(([name]) => name), reached);
  },
);

gpuTest(
  "a retrained model has the picture tower that it is given, and words of its own",
  async (gpu) => {
    using sight = makeMed(gpu, 1);
    using med = await makeRetrained(gpu, 1, sight);
    const [seen, own, read, given] = await readMany([
      ...[sight.vision.embedding.patches.weight, med.vision.embedding.patches.weight],
      ...[sight.text.table.weight, med.text.table.weight],
    ]);
    equal(seen!.findIndex((value, i) => value !== own![i]), -1);
    ok(read!.some((value, i) => value !== given![i]));
  },
);
