/**
 * Adapts the teachers of `make_dino.ts` to another task in every way of `transfer.ts`, and keeps in data/
 * what was trained: weights in bf16, the first losses in the file's metadata. A run that was broken off
 * goes on where it was.
 *
 *     deno run -A make_transfer.ts <folder for unfinished work> [only runs with this in their names]
 */
import { writeCheckpoints } from "@rederive/lib/checkpoints";
import { openGpu } from "@rederive/lib/gpu";
import { readMany } from "@rederive/lib/tensor";
import { readTeachers } from "./read_dino.ts";
import {
  adapt,
  fitFrozen,
  nameOfTransfer,
  startTransfer,
  TRANSFER_FILE,
  type TransferRun,
  transferRuns,
} from "./transfer.ts";

interface Kept {
  values: number[];
  losses: number[];
}

const [folder, which = ""] = Deno.args as [string, string?];

await using gpu = await openGpu();
const teachers = await readTeachers(gpu);

async function make(run: TransferRun): Promise<Kept> {
  using teacher = await teachers.load({ without: "nothing", seed: run.seed });
  if (run.way === "frozen") return { values: await fitFrozen(gpu, teacher, run), losses: [] };
  const encoder = startTransfer(teacher, run);
  const losses = await adapt(gpu, encoder, { ...run, way: run.way });
  const arrays = await readMany(encoder.parameters());
  return { values: arrays.flatMap((array) => [...array]), losses };
}

const done: [string, Kept][] = [];
for (const run of transferRuns().filter((run) => nameOfTransfer(run).includes(which))) {
  const path = `${folder}/${nameOfTransfer(run)}.json`;
  try {
    done.push([nameOfTransfer(run), JSON.parse(await Deno.readTextFile(path))]);
  } catch {
    const kept = await make(run);
    await Deno.writeTextFile(path, JSON.stringify(kept));
    console.log(nameOfTransfer(run));
    done.push([nameOfTransfer(run), kept]);
  }
}
if (which === "") {
  const bytes = writeCheckpoints(done);
  await Deno.writeFile(new URL(`../../../data/${TRANSFER_FILE}`, import.meta.url), bytes);
}
