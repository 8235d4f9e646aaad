/**
 * Trains every network of the note and keeps it in data/: weights in bf16, the first losses in the file's
 * metadata. Takes some ten minutes on two cores; a run that was broken off goes on where it was.
 *
 *     deno run -A make_networks.ts <folder for unfinished work>
 */
import { writeCheckpoints } from "@rederive/lib/checkpoints";
import { openGpu } from "@rederive/lib/gpu";
import { foldIn, key, stream } from "@rederive/lib/random";
import { ask, hitsOf } from "./evaluate.ts";
import { drawExamples, ROOMS } from "./rooms.ts";
import { fileOf, LEARNING_RATE, makeNetwork, nameOf, type Run, RUNS, STEPS } from "./runs.ts";
import { train } from "./train.ts";

const folder = Deno.args[0]!;

await using gpu = await openGpu();

interface Trained {
  values: number[];
  losses: number[];
}

async function trained(run: Run): Promise<Trained> {
  using network = makeNetwork(gpu, run);
  const losses = await train(gpu, network, run, { steps: STEPS, learningRate: LEARNING_RATE });
  const state = await network.state();
  const random = stream(foldIn(key(run.seed), 6));
  const fresh = drawExamples(random, { room: ROOMS.painted, count: 160, isTurned: true });
  console.log(nameOf(run), hitsOf(await ask(gpu, network, fresh), fresh));
  return { values: Object.values(state).flatMap(({ values }) => [...values]), losses };
}

const done: [Run, Trained][] = [];
for (const run of RUNS) {
  const file = `${folder}/${nameOf(run)}.json`;
  try {
    done.push([run, JSON.parse(await Deno.readTextFile(file))]);
  } catch {
    const result = await trained(run);
    await Deno.writeTextFile(file, JSON.stringify(result));
    done.push([run, result]);
  }
}
for (const file of new Set(RUNS.map(fileOf))) {
  const own = done.filter(([run]) => fileOf(run) === file);
  const bytes = writeCheckpoints(own.map(([run, kept]) => [nameOf(run), kept]));
  await Deno.writeFile(new URL(`../../../data/${file}`, import.meta.url), bytes);
}
