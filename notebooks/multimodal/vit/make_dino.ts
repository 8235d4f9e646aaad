/**
 * Trains every run of DINO and keeps its teacher in data/: weights in bf16, and in the file's metadata
 * what was written down on the way. A run that was broken off goes on where it was.
 *
 *     deno run -A make_dino.ts <folder for unfinished work> [only runs with this in their names]
 */
import { openGpu } from "@rederive/lib/gpu";
import { writeSafetensors } from "@rederive/lib/safetensors";
import { read, readMany } from "@rederive/lib/tensor";
import { DINO_FILE, type DinoRun, dinoRuns, nameOfDino } from "./dino_runs.ts";
import { type Logged, trainDino } from "./train_dino.ts";

interface Kept {
  values: number[];
  centre: number[];
  log: readonly Logged[];
}

const [folder, which = ""] = Deno.args as [string, string?];

await using gpu = await openGpu();

async function make(run: DinoRun): Promise<Kept> {
  const { teacher, centre, log } = await trainDino(gpu, run);
  const arrays = await readMany(teacher.parameters());
  const kept = {
    values: arrays.flatMap((array) => [...array]),
    centre: [...await read(centre)],
    log,
  };
  for (const each of [teacher, centre]) each[Symbol.dispose]();
  return kept;
}

const done: [string, Kept][] = [];
for (const run of dinoRuns().filter((run) => nameOfDino(run).includes(which))) {
  const path = `${folder}/${nameOfDino(run)}.json`;
  try {
    done.push([nameOfDino(run), JSON.parse(await Deno.readTextFile(path))]);
  } catch {
    const kept = await make(run);
    await Deno.writeTextFile(path, JSON.stringify(kept));
    console.log(nameOfDino(run), kept.log.at(-1));
    done.push([nameOfDino(run), kept]);
  }
}
if (which === "") await write();

async function write(): Promise<void> {
  const tensors = done.flatMap(([name, { values, centre }]) => {
    const array = (values: number[]) => {
      return { shape: [values.length], values: Float32Array.from(values) };
    };
    return [
      [name, { dtype: "BF16", ...array(values) }] as const,
      [`${name}-centre`, array(centre)] as const,
    ];
  });
  const metadata = Object.fromEntries(
    done.map(([name, { log }]) => {
      const rounded = log.map(({ step, ...rest }) =>
        [step, ...Object.values(rest).map((v) => v.toPrecision(5))].join(" ")
      );
      return [name, rounded.join("; ")];
    }),
  );
  const bytes = writeSafetensors(tensors, { metadata });
  await Deno.writeFile(new URL(`../../../data/${DINO_FILE}`, import.meta.url), bytes);
}
