import { ok, strictEqual as equal } from "node:assert/strict";
import { openGpu } from "@rederive/lib/gpu";
import { stream } from "@rederive/lib/random";
import { drawExamples } from "../../../notebooks/multimodal/actions/course.ts";
import { drive } from "../../../notebooks/multimodal/actions/drive.ts";
import { flowRow, makeHead, SIZES, tokenRow } from "../../../notebooks/multimodal/actions/heads.ts";
import { makePlans } from "../../../notebooks/multimodal/actions/make_plans.ts";
import { readHeads } from "../../../notebooks/multimodal/actions/read_heads.ts";
import { examplesOf, startOf, STEPS_TRAINED } from "../../../notebooks/multimodal/actions/runs.ts";
import { LOGGED, trainHead } from "../../../notebooks/multimodal/actions/train_head.ts";

const KINDS = ["regression", "tokens", "flow"] as const;

Deno.test("the three heads are of one size, to one percent", async () => {
  await using gpu = await openGpu();
  const sizes = KINDS.map((kind) => {
    using network = makeHead(gpu, kind, { seed: 0 }).network;
    return network.parameters().reduce((sum, { size }) => sum + size, 0);
  });
  ok(Math.max(...sizes) / Math.min(...sizes) < 1.01, `${sizes}`);
});

Deno.test("rows are as long as the networks want, and hide what comes later", () => {
  const view = { step: 3, y: 0.1 };
  const plan = Array.from({ length: 8 }, (_, i) => i + 1);
  equal(flowRow(view, plan, 0.5).length, SIZES.flow.inputs);
  const row = tokenRow(view, plan, 4);
  equal(row.length, SIZES.tokens.inputs);
  equal(row.slice(2, 10).join(), "1,2,3,4,0,0,0,0");
  equal(row.slice(10).join(), "0,0,0,0,1,0,0,0");
});

Deno.test("training lowers the loss of each head, and drives are as many as asked for", async () => {
  await using gpu = await openGpu();
  const examples = drawExamples(200, { seed: 0 });
  for (const kind of KINDS) {
    const head = makeHead(gpu, kind, { seed: 0 });
    using _network = head.network;
    const losses = await trainHead(gpu, head, examples, { seed: 0, steps: 40 });
    const again = await trainHead(gpu, head, examples, { seed: 0, steps: 2 });
    equal(losses.length, LOGGED);
    ok(again[0]! < 0.9 * losses[0]!, `${kind}: ${losses[0]}, ${again[0]}`);
    const tracks = await drive(head, { seed: 1, runs: 5, replan: 4, wind: 0.02 });
    equal(tracks.length, 5);
    ok(tracks.every((track) => track.length === 9 && track.every(Number.isFinite)));
  }
});

Deno.test("starts and pushes depend on the seed alone", async () => {
  await using gpu = await openGpu();
  const head = makeHead(gpu, "regression", { seed: 0 });
  using _network = head.network;
  const once = await drive(head, { seed: 1, runs: 3, wind: 0.03 });
  const again = await drive(head, { seed: 1, runs: 3, wind: 0.03 });
  equal(JSON.stringify(once), JSON.stringify(again));
});

Deno.test("who only watches is where the wind takes them, whatever they plan", async () => {
  await using gpu = await openGpu();
  const tracks = [];
  for (const acts of [false, true]) {
    for (const kind of ["regression", "flow"] as const) {
      const head = makeHead(gpu, kind, { seed: 0 });
      using _network = head.network;
      tracks.push(String(await drive(head, { seed: 1, runs: 3, wind: 0.03, acts })));
    }
  }
  equal(tracks[0], tracks[1]);
  equal(new Set(tracks).size, 3);
});

Deno.test("a flow that starts from the same noise, and sees the same, makes the same plan", async () => {
  await using gpu = await openGpu();
  const head = makeHead(gpu, "flow", { seed: 0 });
  using _network = head.network;
  const noise = [[1, -1, 0.5, 0, 0, 0, 0, 2]];
  const of = (seed: number, given?: number[][]) =>
    makePlans(head, [{ step: 0, y: 0 }], { random: stream(seed), noise: given });
  equal(String(await of(1, noise)), String(await of(2, noise)));
  ok(String(await of(1)) !== String(await of(2)));
});

Deno.test("a kept head starts with the losses that are kept beside it", async () => {
  await using gpu = await openGpu();
  const kept = await readHeads(gpu);
  const run = { kind: "flow", seed: 2 } as const;
  const head = startOf(gpu, run);
  using _network = head.network;
  const rules = { seed: run.seed, steps: STEPS_TRAINED, stop: 4 };
  const losses = await trainHead(gpu, head, examplesOf(run), rules);
  // the first is of the same weights; later ones carry what the adapter rounds otherwise
  losses.forEach((loss, i) => ok(Math.abs(loss - kept.losses(run)[i]!) < 1e-3, `${i}: ${loss}`));
});
