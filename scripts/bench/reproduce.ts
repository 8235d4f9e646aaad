/**
 * `deno task bench:reproduce`: the runner against `jupyter nbconvert --execute`, and its own bars.
 * Set JUPYTER to the executable when it is not on the path; without Jupyter the comparison is left
 * out, and said to be. `--json FILE` keeps the figures.
 */
import { fileURLToPath } from "node:url";
import { preflight } from "../preflight.ts";
import { type BarRow, formatBarRows } from "./report/bar_rows.ts";
import { killTrials } from "./reproduce/kill_trials.ts";
import { countLines, notebookText, printingCells, quietCells } from "./reproduce/make_notebooks.ts";
import { hasNbconvert, median, nbconvert, ours } from "./reproduce/peers.ts";

const ROUNDS = 3;
const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Lines of 40 cells × 50 that stand under their own cell. */
async function keptLines(folder: string, peer: boolean): Promise<BarRow[]> {
  const file = `${folder}/printing.ipynb`;
  await Deno.writeTextFile(file, notebookText(printingCells(40, 50)));
  await ours([file, "--fresh", "--no-check", "--out", `${folder}/ours`]);
  const kept = async (path: string) => countLines(await Deno.readTextFile(path));
  const mine = await kept(await findOutput(`${folder}/ours`, "printing.ipynb"));
  const row = (who: string, { own, elsewhere }: typeof mine, bar: boolean): BarRow => ({
    what: `40 cells × 50 lines, ${who}`,
    got: `${own} of 2000 in their own cell, ${elsewhere} in another`,
    bar: bar ? "2000 and 0" : "",
    met: bar ? own === 2000 && elsewhere === 0 : null,
  });
  if (!peer) return [row("rederive", mine, true)];
  await nbconvert([file], `${folder}/theirs`);
  const theirs = await kept(`${folder}/theirs/printing.ipynb`);
  return [row("rederive", mine, true), row("nbconvert", theirs, false)];
}

/** Wall time over 8 notebooks × 6 quiet cells, in turns. */
async function wallTime(folder: string): Promise<BarRow[]> {
  const files = Array.from({ length: 8 }, (_, i) => `${folder}/quiet-${i}.ipynb`);
  for (const [i, file] of files.entries()) {
    await Deno.writeTextFile(file, notebookText(quietCells(i)));
  }
  const times = { mine: [] as number[], unchecked: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    times.mine.push((await ours([...files, "--fresh"])).ms);
    times.unchecked.push((await ours([...files, "--fresh", "--no-check"])).ms);
    times.theirs.push((await nbconvert(files, `${folder}/theirs`)).ms);
  }
  const peer = median(times.theirs);
  const row = (what: string, ms: number): BarRow => ({
    what,
    got: `${ms.toFixed(0)} ms, ${(ms / peer).toFixed(2)} × nbconvert (${peer.toFixed(0)} ms)`,
    bar: "≤ 0.50 ×",
    met: ms / peer <= 0.5,
  });
  return [
    row("8 notebooks × 6 quiet cells, cells checked first", median(times.mine)),
    row("the same, --no-check, as nbconvert does", median(times.unchecked)),
  ];
}

/** A run in which nothing changed, over all notes. */
async function nothingChanged(): Promise<BarRow> {
  const first = await ours([]);
  const times = [];
  for (let round = 0; round < 5; round++) times.push((await ours([])).ms);
  const notes = await countNotes(`${ROOT}notebooks`);
  const bar = 150 + 20 * notes;
  return {
    what: `nothing changed, ${notes} notes (first run: ${(first.ms / 1000).toFixed(1)} s)`,
    got: `${median(times).toFixed(0)} ms`,
    bar: `< ${bar} ms`,
    met: median(times) < bar,
  };
}

async function countNotes(folder: string): Promise<number> {
  let count = 0;
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory) count += await countNotes(`${folder}/${name}`);
    else if (name.endsWith(".ipynb")) count++;
  }
  return count;
}

async function findOutput(folder: string, name: string): Promise<string> {
  for await (const entry of Deno.readDir(folder)) {
    const path = `${folder}/${entry.name}`;
    if (entry.name === name) return path;
    if (entry.isDirectory) {
      const found = await findOutput(path, name).catch(() => null);
      if (found) return found;
    }
  }
  throw new Error(`Cannot find "${name}" below "${folder}": the run left none`);
}

if (import.meta.main) {
  await preflight();
  const folder = await Deno.makeTempDir({ prefix: "rederive-bench-" });
  const peer = await hasNbconvert();
  const rows: BarRow[] = [...await keptLines(folder, peer)];
  if (peer) rows.push(...await wallTime(folder));
  else console.log("No jupyter nbconvert here: set JUPYTER to compare with it.\n");
  rows.push(await nothingChanged());
  rows.push(await killTrials(folder, 20));
  console.log(formatBarRows(rows));
  const json = Deno.args[Deno.args.indexOf("--json") + 1];
  if (Deno.args.includes("--json") && json) {
    await Deno.writeTextFile(json, JSON.stringify(rows, null, 2) + "\n");
  }
  await Deno.remove(folder, { recursive: true });
  Deno.exit(rows.some(({ met }) => met === false) ? 1 : 0);
}
