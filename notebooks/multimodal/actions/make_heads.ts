/**
 * Trains every head of the note and keeps it in data/: weights in bf16, the first losses in the file's
 * metadata. Takes two minutes on two cores.
 *
 *     deno run -A make_heads.ts
 */
import { type TrainedRun, writeCheckpoints } from "@rederive/lib/checkpoints";
import { openGpu } from "@rederive/lib/gpu";
import { examplesOf, FILE, KINDS, nameOf, SEEDS, startOf, STEPS_TRAINED } from "./runs.ts";
import { trainHead } from "./train_head.ts";

await using gpu = await openGpu();
const done: [string, TrainedRun][] = [];
for (const seed of SEEDS) {
  for (const kind of KINDS) {
    const run = { kind, seed };
    const head = startOf(gpu, run);
    const losses = await trainHead(gpu, head, examplesOf(run), { seed, steps: STEPS_TRAINED });
    const state = Object.values(await head.network.state());
    done.push([nameOf(run), { values: state.flatMap((each) => [...each.values]), losses }]);
    head.network[Symbol.dispose]();
  }
}
const bytes = writeCheckpoints(done);
await Deno.writeFile(new URL(`../../../data/${FILE}`, import.meta.url), bytes);
