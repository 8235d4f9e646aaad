import { renderFigure } from "@rederive/lib/show/static";
import { BadInput } from "../../reproduce/types.ts";
import { type Kept, writePage, writeShort } from "./markdown.ts";
import { drawReport } from "./picture.ts";
import type { Report } from "./report.ts";

const FOLDER = ".github/benchmarks";
const START = "<!-- benchmarks: written by deno task bench --keep -->";
const END = "<!-- end of benchmarks -->";

/**
 * Keeps a report and its picture under a name, and writes the pages that show it anew. What was kept of
 * other cases on the same machine stays.
 */
export async function keepReport(
  report: Report,
  { name, root }: { name: string; root: string },
): Promise<void> {
  checkName(name);
  await Deno.mkdir(`${root}/${FOLDER}`, { recursive: true });
  const past = (await readKept(root)).find((one) => one.name === name);
  const whole = past && isSameMachine(past, report) ? mergeReports(past, report) : report;
  const text = await format(JSON.stringify(whole), { ext: "json", root });
  await Deno.writeTextFile(`${root}/${FOLDER}/${name}.json`, text);
  await Deno.writeFile(`${root}/${FOLDER}/${name}.png`, await renderFigure(drawReport(whole)));
  for (const [path, page] of await writePages(root)) {
    await Deno.writeTextFile(`${root}/${path}`, page);
  }
}

function isSameMachine({ machine: a }: Report, { machine: b }: Report): boolean {
  return a.adapter === b.adapter && a.cpu === b.cpu && a.cores === b.cores && a.deno === b.deno;
}

/** The rows of both, in the order of the earlier; where both have a case, the later row. */
function mergeReports({ machine, rows }: Report, later: Report): Report {
  const merged = new Map([...rows, ...later.rows].map((row) => [`${row.name}, ${row.size}`, row]));
  const rounds = Math.min(machine.rounds, later.machine.rounds);
  return { machine: { ...later.machine, rounds }, rows: [...merged.values()] };
}

/** A name that a file can have. */
export function checkName(name: string): void {
  if (/^[a-z0-9][a-z0-9-]*$/.test(name)) return;
  throw new BadInput(
    `Cannot keep figures as "${name}": wanted lower-case letters, digits and hyphens`,
    "deno task bench --keep software-vulkan",
  );
}

/** The pages that show what is kept, as they should be: by path. */
export async function writePages(root: string): Promise<Map<string, string>> {
  const kept = await readKept(root);
  const first = kept[0];
  if (!first) return new Map();
  const readme = await Deno.readTextFile(`${root}/README.md`);
  const [before, rest] = cut(readme, START);
  const [, after] = cut(rest, END);
  return new Map([
    [".github/BENCHMARKS.md", await format(writePage(kept), { ext: "md", root })],
    [
      "README.md",
      `${before}${START}\n\n${await format(writeShort(first), {
        ext: "md",
        root,
      })}\n${END}${after}`,
    ],
  ]);
}

async function readKept(root: string): Promise<Kept[]> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(`${root}/${FOLDER}`)) {
    if (name.endsWith(".json")) names.push(name.slice(0, -".json".length));
  }
  // software Vulkan, which everybody can run, comes first
  names.sort((a, b) => Number(a !== SOFTWARE) - Number(b !== SOFTWARE) || (a < b ? -1 : 1));
  return await Promise.all(names.map(async (name) => {
    const text = await Deno.readTextFile(`${root}/${FOLDER}/${name}.json`);
    return { name, ...JSON.parse(text) as Report };
  }));
}

const SOFTWARE = "software-vulkan";

function cut(text: string, mark: string): [before: string, after: string] {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`Cannot write the README's benchmarks: it lacks the line ${mark}`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}

/** As `deno fmt` has it, so that a written file is a formatted one. */
async function format(
  written: string,
  { ext, root }: { ext: "md" | "json"; root: string },
): Promise<string> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["fmt", "--ext", ext, "-"],
    cwd: root,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(written));
  await writer.close();
  const { success, stdout, stderr } = await child.output();
  const text = new TextDecoder();
  if (!success) throw new Error(`Cannot format the benchmarks\n${text.decode(stderr)}`);
  return text.decode(stdout);
}
