/**
 * Trains every model of the note and keeps it in data/: weights in 8 bits, the first losses in the
 * file's metadata. Takes half an hour on two cores; a run that was broken off goes on where it was.
 *
 *     deno run -A make_networks.ts <folder for unfinished work>
 */
import { openGpu } from "@rederive/lib/gpu";
import {
  float32Weights,
  quantizeRows,
  readSafetensors,
  writeSafetensors,
} from "@rederive/lib/safetensors";
import type { Med } from "./med.ts";
import { putWeights } from "./read_networks.ts";
import { learnToSee } from "./learn_to_see.ts";
import { drawPairs, drawTwins } from "./pairs.ts";
import * as runs from "./runs.ts";
import { makeMed, nameOf, type Run, RUNS, tasksOf } from "./runs.ts";
import { isKept, type Kept as StepLosses, train } from "./train.ts";

/** Weights of a row share one scale. */
const ROW = 64;

const folder = Deno.args[0]!;
await using gpu = await openGpu();

interface Kept {
  readonly values: Float32Array<ArrayBuffer>;
  readonly losses: readonly StepLosses[];
}

/** A run's model as the note will read it, trained now unless it was before. */
async function keptOf(run: Run): Promise<Kept> {
  const file = `${folder}/${nameOf(run)}.safetensors`;
  const bytes = await Deno.readFile(file).catch(() => undefined);
  if (!bytes) {
    const { med, losses } = await trained(run);
    const state = Object.values(await med.state());
    med[Symbol.dispose]();
    const flat = state.flatMap(({ values }) => [...values]);
    const values = new Float32Array(Math.ceil(flat.length / ROW) * ROW);
    values.set(flat);
    const tensors = quantizeRows("weights", { shape: [values.length / ROW, ROW], values });
    const metadata = { losses: JSON.stringify(losses) };
    await Deno.writeFile(file, writeSafetensors(tensors, { metadata }));
    console.log(nameOf(run), JSON.stringify(losses.at(-1)));
    return await keptOf(run);
  }
  const { tensors, metadata } = readSafetensors(bytes);
  return {
    values: float32Weights(tensors, "weights"),
    losses: JSON.parse(metadata.get("losses")!),
  };
}

async function trained(run: Run): Promise<{ med: Med; losses: StepLosses[] }> {
  const { seed, model } = run;
  const med = makeMed(gpu, seed);
  if (model === "sight") {
    await learnToSee(gpu, med, { seed, ...runs.SIGHT });
    return { med, losses: [] };
  }
  await putWeights(med, (await keptOf({ seed, model: "sight" })).values);
  const options = { ...runs.WHOLE, seed, tasks: tasksOf(run), keeps: isKept };
  const losses = model === "apart"
    ? await train(gpu, med, drawPairs(runs.PAIRS, { seed }), options)
    : await train(gpu, med, drawTwins(runs.PAIRS, { seed }), { ...options, together: 2 });
  return { med, losses };
}

const tensors = [];
const metadata: Record<string, string> = {};
for (const run of RUNS) {
  const { values, losses } = await keptOf(run);
  const shape = [values.length / ROW, ROW];
  tensors.push(...quantizeRows(nameOf(run), { shape, values }));
  metadata[nameOf(run)] = JSON.stringify(losses);
}
const bytes = writeSafetensors(tensors, { metadata });
await Deno.writeFile(new URL(`../../../data/${runs.FILE}`, import.meta.url), bytes);
