/**
 * Trains every model of the note and keeps it in data/: weights in bf16, the first losses in the file's
 * metadata. A run that was broken off goes on where it was.
 *
 *     deno run -A make_models.ts <folder for unfinished work> [seed]
 */
import { openGpu } from "@rederive/lib/gpu";
import { loadParameters } from "@rederive/lib/nn";
import { writeSafetensors } from "@rederive/lib/safetensors";
import { type ArmName, ARMS, CONFIG, runArm, SEEDS } from "./arms.ts";
import { round } from "./keep.ts";
import { makeParts } from "./stages.ts";

const [folder, only] = Deno.args as [string, string | undefined];

await using gpu = await openGpu();

interface Kept {
  readonly values: number[];
  readonly losses: number[];
}

async function valuesOf(name: ArmName, seed: number): Promise<Kept> {
  const file = `${folder}/${name}-${seed}.json`;
  try {
    return JSON.parse(await Deno.readTextFile(file));
  } catch {
    using parts = makeParts(gpu, seed);
    for (const before of ARMS[name].after) {
      await fillArm(parts, before, (await valuesOf(before, seed)).values);
    }
    const losses = await runArm(gpu, parts, name);
    const values: number[] = [];
    for (const part of ARMS[name].keeps) values.push(...await round(parts[part]));
    const kept = { values, losses };
    await Deno.writeTextFile(file, JSON.stringify(kept));
    console.log(name, seed, losses[0], losses.at(-1));
    return kept;
  }
}

async function fillArm(parts: ReturnType<typeof makeParts>, name: ArmName, values: number[]) {
  let from = 0;
  for (const part of ARMS[name].keeps) {
    const module = parts[part];
    const size = module.parameters().reduce((sum, { size }) => sum + size, 0);
    await loadParameters(module, Float32Array.from(values.slice(from, from += size)));
  }
}

const seeds = only === undefined ? SEEDS : [Number(only)];
const done: [string, Kept][] = [];
for (const name of Object.keys(ARMS) as ArmName[]) {
  for (const seed of seeds) {
    done.push([`${name}-${seed}`, await valuesOf(name, seed)]);
  }
}
if (only === undefined) {
  const tensors = done.map(([name, { values }]) => {
    const shape = [values.length];
    return [name, { dtype: "BF16", shape, values: Float32Array.from(values) }] as const;
  });
  const losses = done.map(([name, { losses }]) => [name, losses.join(" ")]);
  const metadata = { config: CONFIG, ...Object.fromEntries(losses) };
  const bytes = writeSafetensors(tensors, { metadata });
  await Deno.writeFile(new URL("../../../data/mllm.safetensors", import.meta.url), bytes);
}
