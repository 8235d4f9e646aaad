/**
 * Trains every network of the note and keeps it in data/: weights in bf16, the first losses in the file's
 * metadata. Takes a few minutes on two cores; a run that was broken off goes on where it was.
 *
 *     deno run -A make_networks.ts <folder for unfinished work>
 */
import { writeCheckpoints } from "@rederive/lib/checkpoints";
import { openGpu } from "@rederive/lib/gpu";
import { errorsOf, inDegrees, predict } from "./evaluate.ts";
import {
  fileOf,
  LEARNING_RATE,
  makeNetwork,
  nameOf,
  pairsOf,
  ROOM,
  type Run,
  RUNS,
  STEPS,
} from "./runs.ts";
import { train } from "./train.ts";
import { drawPairs, roomOf } from "./views.ts";

const folder = Deno.args[0]!;

await using gpu = await openGpu();
const fresh = await drawPairs(gpu, roomOf(ROOM), { count: 256, seed: 1000 });

interface Trained {
  values: number[];
  losses: number[];
}

async function trained(run: Run): Promise<Trained> {
  using network = makeNetwork(gpu, run);
  const pairs = await pairsOf(gpu, run);
  const { seed } = run;
  const options = { seed, steps: STEPS, learningRate: LEARNING_RATE };
  const losses = await train(gpu, network, pairs, options);
  const state = await network.state();
  console.log(nameOf(run), inDegrees(errorsOf(await predict(gpu, network, fresh), fresh)));
  return { values: Object.values(state).flatMap(({ values }) => [...values]), losses };
}

const done: [string, Trained][] = [];
for (const run of RUNS) {
  const file = `${folder}/${nameOf(run)}.json`;
  try {
    done.push([nameOf(run), JSON.parse(await Deno.readTextFile(file))]);
  } catch {
    const result = await trained(run);
    await Deno.writeTextFile(file, JSON.stringify(result));
    done.push([nameOf(run), result]);
  }
}
for (const file of new Set(RUNS.map(fileOf))) {
  const own = done.filter((_, i) => fileOf(RUNS[i]!) === file);
  const bytes = writeCheckpoints(own);
  await Deno.writeFile(new URL(`../../../data/${file}`, import.meta.url), bytes);
}
