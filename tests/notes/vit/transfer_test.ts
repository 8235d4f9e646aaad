import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import { readMany } from "@rederive/lib/tensor";
import { startDino } from "../../../notebooks/multimodal/vit/train_dino.ts";
import { readTeachers } from "../../../notebooks/multimodal/vit/read_dino.ts";
import { readTransfers } from "../../../notebooks/multimodal/vit/read_transfer.ts";
import {
  adapt,
  drawPlaces,
  fitFrozen,
  labelled,
  nameOfTransfer,
  startTransfer,
  transferRuns,
  WAYS,
} from "../../../notebooks/multimodal/vit/transfer.ts";
import { examine } from "../../../notebooks/multimodal/vit/examine.ts";
import { accuracy } from "../../../notebooks/multimodal/vit/measure.ts";
import { probe } from "../../../notebooks/multimodal/vit/probe.ts";
import { tokensOf } from "../../../notebooks/multimodal/vit/see_kinds.ts";
import { gpuTest } from "../../gpu/with_gpu.ts";

const run = { way: "LoRA", count: 32, seed: 1 } as const;

Deno.test("labelled() gives the first of more, and the quarter that a shape lies in", () => {
  const [few, more] = [labelled(run), labelled({ count: 256, seed: 1 })];
  equal(few.pixels.findIndex((v, i) => v !== more.pixels[i]), -1);
  equal(new Set(more.classes).size, 4);
  // brightest rows and columns of a picture are its shape's
  const right = [...few.classes].filter((quarter, n) => {
    const light = Array.from(
      { length: 256 },
      (_, i) =>
        [0, 1, 2].reduce((sum, c) => sum + Math.max(0, few.pixels[(3 * n + c) * 256 + i]!), 0),
    );
    const middle = (along: (i: number) => number) =>
      light.reduce((sum, v, i) => sum + v * along(i), 0) / light.reduce((a, b) => a + b);
    const [x, y] = [middle((i) => i % 16), middle((i) => Math.floor(i / 16))];
    return quarter === 2 * Number(y > 7.5) + Number(x > 7.5);
  });
  ok(right.length >= 26, `${right.length} of 32`);
});

gpuTest("startTransfer() trains adapters and a head, or everything", (gpu) => {
  using adapted = startDino(gpu, run);
  const names = startTransfer(adapted, run).namedParameters().map(([name]) => name);
  equal(names.length, 10); // two blocks, queries and values, A and B; the head's two
  ok(names.every((name) => name.includes("lora") || name.startsWith("head.")), names.join());
  using whole = startDino(gpu, run);
  const head = startTransfer(whole, { ...run, way: "frozen" }).namedParameters();
  deepEqual(head.map(([name]) => name), ["head.weight", "head.bias"]);
  const all = startTransfer(whole, { ...run, way: "full" }).parameters();
  equal(all.reduce((sum, { size }) => sum + size, 0), 19396);
});

gpuTest("adapt() by LoRA leaves the encoder's own weights as they were", async (gpu) => {
  using teacher = startDino(gpu, run);
  const own = [teacher.encoder.patches.weight, teacher.encoder.blocks.blocks[0]!.attn.query.weight];
  const before = await readMany(own);
  await adapt(gpu, startTransfer(teacher, run), run, { stop: 2 });
  deepEqual(await readMany(own), before);
});

gpuTest("data/ has what was trained in every run, and its first losses", async (gpu) => {
  const [teachers, transfers] = [await readTeachers(gpu), await readTransfers()];
  equal(new Set(transferRuns().map(nameOfTransfer)).size, 27);
  for (const each of transferRuns()) {
    if (each.way !== "frozen") equal(transfers.losses(each).length, 6);
  }
  const whole = { way: "full", count: 256, seed: 2 } as const;
  using teacher = await teachers.load({ without: "nothing", seed: 2 });
  const losses = await adapt(gpu, startTransfer(teacher, whole), whole, { stop: 3 });
  losses.forEach((loss, i) => ok(Math.abs(loss - transfers.losses(whole)[i]!) < 0.002));
  using other = await teachers.load({ without: "nothing", seed: 2 });
  const kept = await transfers.adapted(other, whole);
  equal(kept.parameters().length, startTransfer(teacher, whole).parameters().length);
});

gpuTest(
  "a kept head on frozen weights is the one that least squares give, in bf16",
  async (gpu) => {
    const [teachers, transfers] = [await readTeachers(gpu), await readTransfers()];
    const frozen = { way: "frozen", count: 32, seed: 3 } as const;
    using teacher = await teachers.load({ without: "nothing", seed: 3 });
    const want = await fitFrozen(gpu, teacher, frozen);
    const { head } = await transfers.adapted(teacher, frozen);
    const got = (await readMany([head.weight, head.bias!])).flatMap((array) => [...array]);
    assertClose(got, want, { abs: 1e-3, rel: 0.005 });
  },
);

gpuTest(
  "examine() asks every network: heads on frozen weights as least squares would",
  async (gpu) => {
    const [teachers, transfers] = [await readTeachers(gpu), await readTransfers()];
    const pictures = drawPlaces(100, { seed: 7 });
    const right = await examine(gpu, { teachers, transfers, pictures });
    for (const way of WAYS) deepEqual(right[way].map((each) => each.length), [3, 3, 3]);
    using teacher = await teachers.load({ without: "nothing", seed: 2 });
    const learn = await tokensOf(gpu, teacher, labelled({ count: 256, seed: 2 }));
    const want = probe(learn, await tokensOf(gpu, teacher, pictures));
    ok(Math.abs(right.frozen[1]![1]! - want) <= 2, `${right.frozen[1]} ${want}`); // bf16: 2 pictures
    const run = { way: "full", count: 2048, seed: 3 } as const;
    using last = await teachers.load({ without: "nothing", seed: 3 });
    const encoder = await transfers.adapted(last, run);
    equal(right.full[2]![2], await accuracy(gpu, pictures, (x) => encoder.logits(x)));
  },
);
