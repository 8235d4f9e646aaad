/**
 * `deno task bench:cold`: from the start of a process to the loss of its first training step, with the
 * driver's shader cache empty and full.
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { preflight } from "../../preflight.ts";
import { median } from "../statistics.ts";
import type { Marks } from "./marks.ts";

const PROGRAM = fileURLToPath(new URL("first_step.ts", import.meta.url));

/** Less, with the cache empty: what a training note may take to begin. */
const BAR_MS = 1500;

/** Runs the program on a folder of shaders. */
async function start(shaders: string): Promise<Marks> {
  const { code, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", PROGRAM],
    env: { MESA_SHADER_CACHE_DIR: shaders },
    stderr: "inherit",
  }).output();
  if (code !== 0) throw new Error(`the program ended with code ${code}`);
  return JSON.parse(new TextDecoder().decode(stdout));
}

/** Prints the medians; gives that of the first loss. */
function report(name: string, rounds: readonly Marks[]): number {
  const of = (time: (marks: Marks) => number) => median(rounds.map(time));
  const total = of(({ step }) => step);
  const parts = {
    "Deno and modules": of(({ modules }) => modules),
    "the device": of(({ modules, device }) => device - modules),
    "recording": of(({ device, recorded }) => recorded - device),
    "compiling and running": of(({ recorded, step }) => step - recorded),
  };
  const listed = Object.entries(parts).map(([part, ms]) => `${part} ${ms.toFixed(0)}`).join(", ");
  console.log(
    `${name.padEnd(12)}${total.toFixed(0).padStart(6)} ms to the first loss, ` +
      `${of(({ cpu }) => cpu).toFixed(0)} of processors: ${listed}`,
  );
  return total;
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { rounds: { type: "string", default: "7" } } });
  await preflight();
  const rounds = Number(values.rounds);
  const [cold, warm]: [Marks[], Marks[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    const shaders = await Deno.makeTempDir({ prefix: "rederive-shaders-" });
    cold.push(await start(shaders));
    warm.push(await start(shaders));
    await Deno.remove(shaders, { recursive: true });
  }
  const total = report("empty cache", cold);
  report("full cache", warm);
  console.log(`${total < BAR_MS ? "met" : "MISSED"}: below ${BAR_MS} ms with the cache empty`);
}
