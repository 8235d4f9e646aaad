/**
 * Trains every network of the note and keeps it in data/: weights in f16, the first losses in the files'
 * metadata. Takes half an hour on two cores. A run that was broken off goes on where it was; one that is
 * told names of parts, as "flow,tokens", trains those and writes nothing to data/.
 *
 *     deno run -A make_networks.ts <folder for unfinished work> [parts]
 */
import { writeCheckpoints } from "@rederive/lib/checkpoints";
import { openGpu } from "@rederive/lib/gpu";
import { loadParameters } from "@rederive/lib/nn";
import type { Predictor } from "./predictors.ts";
import {
  fileOf,
  kindOf,
  KINDS,
  type Part,
  type Post,
  postTrain,
  SEEDS,
  startOf,
  teachPredictor,
  teachTokenizer,
} from "./runs.ts";
import { Tokenizer } from "./tokenizers.ts";

interface Done {
  readonly values: number[];
  readonly losses: number[];
}

const folder = Deno.args[0]!;
await using gpu = await openGpu();
const moduleOf = (part: Tokenizer | Predictor) => part instanceof Tokenizer ? part : part.network;

async function load(part: Tokenizer | Predictor, { values }: Done): Promise<void> {
  await loadParameters(moduleOf(part), Float32Array.from(values));
}

async function made(name: Part, seed: number): Promise<Done> {
  const file = `${folder}/${name}-${seed}.json`;
  try {
    return JSON.parse(await Deno.readTextFile(file));
  } catch {
    const part = startOf(gpu, name, seed);
    const losses = await teach(name, part, seed);
    const state = await moduleOf(part).state();
    const values = moduleOf(part).namedParameters().flatMap(([each]) => [...state[each]!.values]);
    await Deno.writeTextFile(file, JSON.stringify({ values, losses }));
    console.log(name, seed, losses.at(-1));
    moduleOf(part)[Symbol.dispose]();
    return { values, losses };
  }
}

async function teach(name: Part, part: Tokenizer | Predictor, seed: number): Promise<number[]> {
  if (part instanceof Tokenizer) return await teachTokenizer(part, seed);
  const kind = kindOf(part.family);
  const tokenizer = startOf(gpu, kind, seed) as Tokenizer;
  await load(tokenizer, await made(kind, seed));
  if (name === "flow" || name === "tokens") return await teachPredictor(part, tokenizer, seed);
  await load(part, await made("flow", seed));
  return await postTrain(part, tokenizer, { post: name as Post, seed });
}

const parts: readonly Part[] = [...KINDS, "flow", "post", "tokens", "shuffled"];
if (Deno.args[1]) {
  const wanted = Deno.args[1].split(",");
  for (const part of parts.filter((part) => wanted.includes(part))) {
    for (const seed of SEEDS) await made(part, seed);
  }
  Deno.exit();
}
const files = new Map<string, [string, Done][]>();
for (const part of parts) {
  for (const seed of SEEDS) {
    const file = fileOf(seed);
    files.set(file, [...files.get(file) ?? [], [`${part}-${seed}`, await made(part, seed)]]);
  }
}
for (const [file, own] of files) {
  const bytes = writeCheckpoints(own, { dtype: "F16" });
  await Deno.writeFile(new URL(`../../../data/${file}`, import.meta.url), bytes);
}
