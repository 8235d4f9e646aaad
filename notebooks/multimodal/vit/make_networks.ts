/**
 * Trains every network of the note and keeps it in data/: weights in bf16, the first losses in the
 * file's metadata. A run that was broken off goes on where it was.
 *
 *     deno run -A make_networks.ts <folder for unfinished work> [only runs with this in their names]
 */
import { writeCheckpoints } from "@rederive/lib/checkpoints";
import { openGpu } from "@rederive/lib/gpu";
import { readMany } from "@rederive/lib/tensor";
import { allRuns, FILE, nameOf, type Run } from "./runs.ts";
import { trainRun } from "./train_run.ts";

interface Kept {
  values: number[];
  losses: number[];
}

const [folder, which = ""] = Deno.args as [string, string?];

await using gpu = await openGpu();

async function read(run: Run): Promise<Kept> {
  return JSON.parse(await Deno.readTextFile(`${folder}/${nameOf(run)}.json`));
}

const done: [Run, Kept][] = [];
for (const run of allRuns().filter((run) => nameOf(run).includes(which))) {
  try {
    done.push([run, await read(run)]);
  } catch {
    const { module, losses } = await trainRun(gpu, run);
    const arrays = await readMany(module.parameters());
    const kept = { values: arrays.flatMap((array) => [...array]), losses: [...losses] };
    module[Symbol.dispose]();
    await Deno.writeTextFile(`${folder}/${nameOf(run)}.json`, JSON.stringify(kept));
    console.log(nameOf(run));
    done.push([run, kept]);
  }
}
if (which === "") {
  const bytes = writeCheckpoints(done.map(([run, kept]) => [nameOf(run), kept]));
  await Deno.writeFile(new URL(`../../../data/${FILE}`, import.meta.url), bytes);
}
