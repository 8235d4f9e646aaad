/**
 * Trains every network of the note and keeps it in data/: weights in bf16, the first losses in the
 * file's metadata. Takes half an hour on two cores; a run that was broken off goes on where it was.
 *
 *     deno run -A make_networks.ts <folder for unfinished work>
 */
import { writeCheckpoints } from "@rederive/lib/checkpoints";
import { openGpu } from "@rederive/lib/gpu";
import { stream } from "@rederive/lib/random";
import {
  fileOf,
  FINE,
  makeNetwork,
  nameOf,
  PRETRAINING,
  RATES,
  type Run,
  RUNS,
  setOf,
  STEPS,
} from "./runs.ts";
import { accuracy } from "./accuracy.ts";
import { drawPictures, drawTest } from "./shapes_world.ts";
import { train } from "./train.ts";

const folder = Deno.args[0]!;

await using gpu = await openGpu();

async function trained(run: Run): Promise<{ values: number[]; losses: number[]; right: number }> {
  const network = makeNetwork(gpu, run);
  const learningRate = RATES[run.network];
  const { seed } = run;
  if (run.before) {
    const other = drawPictures(PRETRAINING, { seed: 100 + seed, firstShape: 4 });
    const classes = run.before === "labels"
      ? other.classes
      : Int32Array.from(stream(200 + seed).shuffle(other.classes));
    await train(gpu, network, { ...other, classes }, { seed, steps: STEPS, learningRate });
  }
  const rules = run.before ? FINE : { steps: STEPS, learningRate };
  const losses = await train(gpu, network, setOf(run), { seed, ...rules });
  const state = await network.module.state();
  const right = await accuracy(gpu, network.logits, drawTest(100, { seed: 1000 + seed }));
  network.module[Symbol.dispose]();
  return { values: Object.values(state).flatMap(({ values }) => [...values]), losses, right };
}

const done: [string, { values: number[]; losses: number[] }][] = [];
for (const run of RUNS) {
  const name = nameOf(run);
  const file = `${folder}/${name}.json`;
  try {
    done.push([name, JSON.parse(await Deno.readTextFile(file))]);
  } catch {
    const result = await trained(run);
    await Deno.writeTextFile(file, JSON.stringify(result));
    console.log(name, result.right);
    done.push([name, result]);
  }
}
for (const file of new Set(RUNS.map(fileOf))) {
  const own = done.filter((_, i) => fileOf(RUNS[i]!) === file);
  const bytes = writeCheckpoints(own);
  await Deno.writeFile(new URL(`../../../data/${file}`, import.meta.url), bytes);
}
