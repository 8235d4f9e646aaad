/**
 * Cleans the crawl of each seed with the seed's model, trains a new text tower on each arm of it, and
 * keeps them in data/: weights in 8 bits, the first losses in the file's metadata. Takes ten minutes on
 * two cores; a run that was broken off goes on where it was. Needs the models of make_networks.ts.
 *
 *     deno run -A make_arms.ts <folder for unfinished work>
 */
import { openGpu } from "@rederive/lib/gpu";
import {
  float32Weights,
  quantizeRows,
  readSafetensors,
  writeSafetensors,
} from "@rederive/lib/safetensors";
import { readMany } from "@rederive/lib/tensor";
import * as arms from "./arms.ts";
import { type Arm, armName, ARMS, ROW } from "./arms.ts";
import { bootstrap, type Bootstrapped, drawRaw, type Raw } from "./bootstrap.ts";
import { readNetworks } from "./read_networks.ts";
import { SEEDS } from "./runs.ts";
import { isKept, train } from "./train.ts";

const folder = Deno.args[0]!;
await using gpu = await openGpu();
const networks = await readNetworks(gpu);

interface Cleaned {
  readonly seed: number;
  readonly raw: Raw;
  readonly made: Bootstrapped;
}

async function clean(seed: number): Promise<Cleaned> {
  using med = await networks.load({ seed, model: "whole" });
  const raw = drawRaw(seed);
  return { seed, raw, made: await bootstrap(gpu, med, raw.crawled) };
}

/** What an arm has trained, as bytes, trained now unless it was before. */
async function keptOf(arm: Arm, { seed, raw, made }: Cleaned): Promise<Uint8Array<ArrayBuffer>> {
  const file = `${folder}/${armName(arm, seed)}.safetensors`;
  const before = await Deno.readFile(file).catch(() => undefined);
  if (before) return before;
  using sight = await networks.load({ seed, model: "sight" });
  using med = await arms.makeRetrained(gpu, seed, sight);
  const parameters = arms.trainedOf(med).map(([, parameter]) => parameter);
  const options = { ...arms.RETRAINED, seed, tasks: ["itc"], parameters, keeps: isKept } as const;
  const losses = await train(gpu, med, arms.pairsOf(arm, raw, made), options);
  const flat = (await readMany(parameters)).flatMap((values) => [...values]);
  const values = new Float32Array(Math.ceil(flat.length / ROW) * ROW);
  values.set(flat);
  const tensors = quantizeRows("weights", { shape: [values.length / ROW, ROW], values });
  const bytes = writeSafetensors(tensors, { metadata: { losses: JSON.stringify(losses) } });
  await Deno.writeFile(file, bytes);
  console.log(armName(arm, seed), JSON.stringify(losses.at(-1)));
  return bytes;
}

const tensors = [];
const metadata: Record<string, string> = {};
for (const seed of SEEDS) {
  const cleaned = await clean(seed);
  for (const arm of ARMS) {
    const kept = readSafetensors(await keptOf(arm, cleaned));
    const values = float32Weights(kept.tensors, "weights");
    tensors.push(
      ...quantizeRows(armName(arm, seed), { shape: [values.length / ROW, ROW], values }),
    );
    metadata[armName(arm, seed)] = kept.metadata.get("losses")!;
  }
}
const bytes = writeSafetensors(tensors, { metadata });
await Deno.writeFile(new URL(`../../../data/${arms.FILE}`, import.meta.url), bytes);
