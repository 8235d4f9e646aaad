/**
 * Trains every network of the note and keeps it in data/: weights in bf16, the losses in
 * the file's metadata. A run that was broken off goes on where it was.
 *
 *     deno run -A make_networks.ts <folder for unfinished work>
 */
import { openGpu } from "@rederive/lib/gpu";
import { writeSafetensors } from "@rederive/lib/safetensors";
import { FILE, nameOf, rulesOf, type Run, RUNS, startOf } from "./runs.ts";
import { train } from "./train.ts";

const folder = Deno.args[0]!;

await using gpu = await openGpu();

async function trained(run: Run): Promise<{ values: number[]; losses: number[] }> {
  const encoder = await startOf(gpu, run);
  using module = encoder.module;
  const losses = await train(gpu, encoder, rulesOf(run));
  const state = await module.state();
  return { values: Object.values(state).flatMap(({ values }) => [...values]), losses };
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
    console.log(name, result.losses.at(-1));
    done.push([name, result]);
  }
}
const tensors = done.map(([name, { values }]) => {
  const shape = [values.length];
  const stored = { dtype: "BF16", shape, values: Float32Array.from(values) } as const;
  return [name, stored] as const;
});
const metadata = Object.fromEntries(
  done.map(([name, { losses }]) => [name, losses.map((loss) => loss.toFixed(4)).join(" ")]),
);
const bytes = writeSafetensors(tensors, { metadata });
await Deno.writeFile(new URL(`../../../data/${FILE}`, import.meta.url), bytes);
