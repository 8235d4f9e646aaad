import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { logSoftmax } from "@rederive/lib/reference";
import { openScope, read, tensor } from "@rederive/lib/tensor";
import { cosines, distilLoss } from "../../../notebooks/multimodal/vit/distil.ts";
import { drawProbes } from "../../../notebooks/multimodal/vit/draw_probes.ts";
import { readNetworks } from "../../../notebooks/multimodal/vit/read_networks.ts";
import { allRuns, nameOf, type Run } from "../../../notebooks/multimodal/vit/runs.ts";
import { trainRun } from "../../../notebooks/multimodal/vit/train_run.ts";
import { gpuTest } from "../../gpu/with_gpu.ts";

Deno.test("every run has a name of its own", () => {
  equal(new Set(allRuns().map(nameOf)).size, 18);
});

gpuTest(
  "data/ has a network for every run, and its first losses are those of its training",
  async (gpu) => {
    const networks = await readNetworks(gpu);
    for (const run of allRuns()) equal(networks.losses(run).length, 6, nameOf(run));
    const run: Run = { task: "quarters", places: "waves", reads: "token", seed: 5 };
    const { module, losses } = await trainRun(gpu, run, { stop: 3 });
    module[Symbol.dispose]();
    const kept = networks.losses(run).slice(0, 3);
    losses.forEach((loss, i) => ok(Math.abs(loss - kept[i]!) < 0.002, `${losses} ${kept}`));
  },
);

gpuTest(
  "distilLoss() is the cross-entropy of the student with a sharper teacher, in f64",
  async (gpu) => {
    using _scope = openScope(gpu);
    const rows = {
      student: [3, 4, 0, 1],
      teacher: [1, 0, -2, 0],
      directions: [1, 0, 0, 2, -3, -4],
    };
    const made = (values: number[]) =>
      tensor(gpu, Float32Array.from(values), { shape: [values.length / 2, 2] });
    const got = await read(
      distilLoss(
        cosines(made(rows.student), made(rows.directions)),
        cosines(made(rows.teacher), made(rows.directions)),
      ),
    );
    const unit = (v: number[]) => v.map((x) => x / Math.hypot(...v));
    const pairs = (v: number[]) =>
      Array.from({ length: v.length / 2 }, (_, i) => unit(v.slice(2 * i, 2 * i + 2)));
    const directions = pairs(rows.directions);
    const scores = (v: number[], temperature: number) =>
      directions.map((d) => (d[0]! * v[0]! + d[1]! * v[1]!) / temperature);
    const want = pairs(rows.student).reduce((sum, student, i) => {
      const log = logSoftmax(scores(student, 0.1));
      const wanted = logSoftmax(scores(pairs(rows.teacher)[i]!, 0.04));
      return sum - wanted.reduce((total, l, k) => total + Math.exp(l) * log[k]!, 0) / 2;
    }, 0);
    ok(Math.abs(got[0]! - want) < 1e-4 * Math.max(1, want), `${got[0]} ${want}`);
  },
);

Deno.test("drawProbes() draws a mean and dots for each network in both panels", () => {
  const each = { name: "a", own: [[30, 40], [50, 60]], picture: [[25, 25], [25, 35]] };
  const { data } = drawProbes([each], ["#000"]);
  equal(data.length, 4);
  deepEqual(data[0]!["y"], [40, 50]);
  deepEqual(data[3]!["y"], [25, 25, 25, 35]);
});
