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

/** Runs the program on a folder of shaders; milliseconds to its end, and how far it came when. */
async function start(shaders: string): Promise<Marks & { all: number }> {
  const began = performance.now();
  const { code, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", PROGRAM],
    env: { MESA_SHADER_CACHE_DIR: shaders },
    stderr: "inherit",
  }).output();
  const all = performance.now() - began;
  if (code !== 0) throw new Error(`the program ended with ${code}`);
  return { ...JSON.parse(new TextDecoder().decode(stdout)) as Marks, all };
}

function report(name: string, rounds: readonly (Marks & { all: number })[]): number {
  const of = (time: (marks: Marks & { all: number }) => number) => median(rounds.map(time));
  // What the process takes before its own clock begins, and to end, is taken for its start.
  const total = of(({ step }) => step);
  console.log(
    `${name.padEnd(12)} ${total.toFixed(0).padStart(5)} ms to the first loss: ` +
      `${of(({ modules }) => modules).toFixed(0)} Deno and modules, ` +
      `${of(({ modules, device }) => device - modules).toFixed(0)} device, ` +
      `${of(({ device, recorded }) => recorded - device).toFixed(0)} recorded, ` +
      `${of(({ recorded, step }) => step - recorded).toFixed(0)} compiled and run; ` +
      `${of(({ all }) => all).toFixed(0)} with its end`,
  );
  return total;
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { rounds: { type: "string", default: "7" } } });
  await preflight();
  const rounds = Number(values.rounds);
  const [cold, warm]: (Marks & { all: number })[][] = [[], []];
  for (let round = 0; round < rounds; round++) {
    const shaders = await Deno.makeTempDir({ prefix: "rederive-shaders-" });
    cold!.push(await start(shaders));
    warm!.push(await start(shaders));
    await Deno.remove(shaders, { recursive: true });
  }
  const total = report("empty cache", cold!);
  report("full cache", warm!);
  console.log(`${total < BAR_MS ? "met" : "MISSED"}: below ${BAR_MS} ms with the cache empty`);
}
