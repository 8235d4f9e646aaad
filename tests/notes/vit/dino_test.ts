import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import { stream } from "@rederive/lib/random";
import { logSoftmax } from "@rederive/lib/reference";
import { openScope, read, readMany, tensor } from "@rederive/lib/tensor";
import { drawCollapse } from "../../../notebooks/multimodal/vit/draw_collapse.ts";
import { dinoRuns, nameOfDino } from "../../../notebooks/multimodal/vit/dino_runs.ts";
import { sharpened } from "../../../notebooks/multimodal/vit/distil.ts";
import { ASKED, drawKinds } from "../../../notebooks/multimodal/vit/kinds.ts";
import { neighbours, votedRight } from "../../../notebooks/multimodal/vit/nearest.ts";
import { choose } from "../../../notebooks/multimodal/vit/pictures.ts";
import { readTeachers } from "../../../notebooks/multimodal/vit/read_dino.ts";
import { outputsOf } from "../../../notebooks/multimodal/vit/see_kinds.ts";
import { spread, told } from "../../../notebooks/multimodal/vit/told.ts";
import { trainDino } from "../../../notebooks/multimodal/vit/train_dino.ts";
import { drawViews } from "../../../notebooks/multimodal/vit/views.ts";
import { gpuTest } from "../../gpu/with_gpu.ts";

Deno.test("drawKinds() draws every kind, in the colour that its number says", () => {
  const set = drawKinds(400, { seed: 1 });
  equal(new Set(set.classes).size, 16);
  const red = set.classes.findIndex((kind) => ASKED.colour(kind) === 0);
  const [r, g, b] = [0, 1, 2].map((c) =>
    Math.max(...set.pixels.subarray((3 * red + c) * 256, (3 * red + c + 1) * 256))
  );
  ok(r! > 0.3 && r! > g! && r! > b!, `${r} ${g} ${b}`);
});

Deno.test("drawViews() keeps an even picture even, and two views are not the same", () => {
  const set = choose(drawKinds(4, { seed: 2 }), [0, 1]);
  const even = { ...set, pixels: new Float32Array(set.pixels.length).fill(0.5) };
  const views = drawViews(even, stream(3));
  for (let plane = 0; plane < 6; plane++) {
    const own = views.subarray(plane * 256, (plane + 1) * 256);
    const mean = own.reduce((a, v) => a + v / 256, 0);
    // times 0.8 to 1.2 and 0.2 more or less, once a colour: the rest is noise of 0.05
    ok(mean > 0.15 && mean < 0.85, `${mean}`);
    const apart = Math.sqrt(own.reduce((a, v) => a + (v - mean) ** 2 / 256, 0));
    ok(apart > 0.04 && apart < 0.06, `${apart}`);
  }
  const random = stream(4);
  const [one, other] = [drawViews(set, random), drawViews(set, random)];
  ok(one.some((v, i) => Math.abs(v - other[i]!) > 0.5));
});

Deno.test("neighbours() are the nearest around the mean, and votedRight() counts their votes", () => {
  const rows = (values: number[]) => Float32Array.from(values);
  const bank = { rows: rows([9, 1, 9, -1, 11, 1, 11, -1]), classes: [0, 1, 2, 3], width: 2 };
  const asked = { rows: rows([8.9, 1.2, 11.5, -1]), classes: [0, 2], width: 2 };
  const near = neighbours(bank, asked, { count: 2 });
  deepEqual(near.map(([first]) => first!.row), [0, 3]);
  equal(votedRight(near, { bank, asked }), 50); // the second is of class 2, its nearest of 3
  equal(votedRight(near, { bank, asked, classOf: (label) => label >> 1 }), 100);
});

gpuTest("told() and spread() are their formulas in f64", async (gpu) => {
  using _scope = openScope(gpu);
  const values = Float32Array.from({ length: 15 }, (_, i) => 3 * Math.sin(i * i));
  const x = tensor(gpu, values, { shape: [3, 5] });
  const got = (await readMany([...told(x), spread(x)])).map(([v]) => v!);
  const rows = [0, 1, 2].map((b) => [...values.subarray(5 * b, 5 * b + 5)]);
  const logs = rows.map((row) => [...logSoftmax(row)]);
  const entropyOf = (shares: number[]) => -shares.reduce((a, p) => a + p * Math.log(p), 0);
  const shares = logs.map((row) => row.map(Math.exp));
  const entropy = shares.reduce((a, row) => a + entropyOf(row) / 3, 0);
  const mean = shares[0]!.map((_, k) => shares.reduce((a, row) => a + row[k]! / 3, 0));
  const unit = rows.map((row) => row.map((v) => v / Math.hypot(...row)));
  const apart = unit[0]!.map((_, c) => {
    const column = unit.map((row) => row[c]!);
    const middle = column.reduce((a, v) => a + v / 3, 0);
    return Math.sqrt(column.reduce((a, v) => a + (v - middle) ** 2 / 3, 0));
  }).reduce((a, v) => a + v / 5, 0);
  assertClose(got, [entropy, entropyOf(mean) - entropy, apart], { abs: 1e-5, rel: 0 });
});

gpuTest("sharpened() subtracts the centre and divides by the temperature", async (gpu) => {
  using _scope = openScope(gpu);
  const scores = tensor(gpu, Float32Array.of(1, 2, 3, 5), { shape: [2, 2] });
  const centre = tensor(gpu, Float32Array.of(1, 2));
  const got = await read(sharpened(scores, { centre, temperature: 0.5 }));
  deepEqual([...got], [0, 0, 4, 6]);
});

gpuTest(
  "data/ has a teacher and a log for every run, and they are those of its training",
  async (gpu) => {
    const teachers = await readTeachers(gpu);
    equal(new Set(dinoRuns().map(nameOfDino)).size, 6);
    for (const run of dinoRuns()) {
      const log = teachers.log(run);
      equal(log.at(-1)!.step, 290, nameOfDino(run));
      equal(teachers.centre(run).every((v) => v === 0), run.without === "centring");
    }
    for (const without of ["centring", "averaging"] as const) {
      const run = { without, seed: 1 };
      const { teacher, centre, log } = await trainDino(gpu, run, { stop: 3 });
      for (const each of [teacher, centre]) each[Symbol.dispose]();
      log.forEach(({ loss, told, spread }, i) => {
        const kept = teachers.log(run)[i]!;
        assertClose([loss, told, spread], [kept.loss, kept.told, kept.spread], {
          abs: 0.002,
          rel: 0,
        });
      });
    }
  },
);

gpuTest(
  "a kept teacher says of new pictures what the log says of its last batches",
  async (gpu) => {
    const teachers = await readTeachers(gpu);
    const run = { without: "nothing", seed: 1 } as const;
    using teacher = await teachers.load(run);
    const set = drawKinds(64, { seed: 5 });
    const { told } = await outputsOf(gpu, teacher, set, { centre: teachers.centre(run) });
    const last = teachers.log(run).at(-1)!;
    ok(Math.abs(told - last.told) < 0.3, `${told} ${last.told}`); // 64 pictures are not even in kinds
  },
);

Deno.test("drawCollapse() draws each run in both panels, and the limit in the first", () => {
  const log = [0, 10].map((step) => ({ step, loss: 1, entropy: 2, told: 3, spread: 0.1 + step }));
  const labels = [[0, 0], [0, 0]] as const;
  const { data } = drawCollapse([{ name: "a", color: "#000", log, labels }], 10);
  equal(data.length, 3);
  deepEqual(data[1]!["y"], [2, 2]);
  deepEqual(data[2]!["y"], [0.1, 10.1]);
  ok(Math.abs((data[0]!["y"] as number[])[0]! - Math.log(64)) < 1e-12);
});
