import { fileURLToPath } from "node:url";
import { stream } from "@rederive/lib/random";
import { notebookText } from "./make_notebooks.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
/** What the runner's kernels look like in the process table. */
const KERNEL = "jupyter --kernel --conn";
const GRACE_MS = 2000;

/**
 * Kills the runner outright at random moments of a run over four notebooks: afterwards no kernel may
 * live, no notebook may have changed, and the next run must be clean.
 */
export async function killTrials(folder: string, trials: number) {
  const files = Array.from({ length: 4 }, (_, i) => `${folder}/kill-${i}.ipynb`);
  const cells = Array.from({ length: 6 }, (_, i) => (
    `await new Promise((done) => setTimeout(done, 100));\nconsole.log("cell", ${i});`
  ));
  for (const file of files) await Deno.writeTextFile(file, notebookText(cells));
  const before = await Promise.all(files.map((file) => Deno.readTextFile(file)));
  const draw = stream(0);
  let left = 0, changed = 0, unclean = 0;
  for (let trial = 0; trial < trials; trial++) {
    const runner = start(files);
    await sleep(draw.uniform() * 2500);
    try {
      runner.kill("SIGKILL");
    } catch {
      // over before its time
    }
    await runner.status;
    await sleep(GRACE_MS);
    left += await countKernels(runner.pid);
    const after = await Promise.all(files.map((file) => Deno.readTextFile(file)));
    changed += after.filter((text, i) => text !== before[i]).length;
  }
  const { code } = await start(files).status;
  if (code !== 0) unclean++;
  return {
    what: `kill -9 of the runner at ${trials} random moments`,
    got: `${left} kernels left, ${changed} notebooks changed, next run ${
      unclean ? "fails" : "clean"
    }`,
    bar: "0, 0, clean",
    met: left === 0 && changed === 0 && unclean === 0,
  };
}

function start(files: string[]): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", `${ROOT}scripts/reproduce/main.ts`, "--fresh", "--no-check", ...files],
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
}

/** Kernels of one runner: its pid is in the name of their connection files. */
async function countKernels(runner: number): Promise<number> {
  const { stdout } = await new Deno.Command("ps", { args: ["-eo", "args="] }).output();
  return new TextDecoder().decode(stdout).split("\n")
    .filter((line) => line.includes(KERNEL) && line.includes(`run-${runner}-`)).length;
}

function sleep(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
