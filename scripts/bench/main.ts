/**
 * `deno task bench [words]`: kernels of lib and whole jobs against other libraries and plain
 * TypeScript, in turn, round by round. Compare ratios, not milliseconds: those share the machine's
 * mood. Data stays on the GPU unless a line says that it is read back.
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openGpu } from "@rederive/lib/gpu";
import { preflight } from "../preflight.ts";
import { runCli } from "../reproduce/cli/run_cli.ts";
import { BadInput } from "../reproduce/types.ts";
import { hasBar, judgeBars } from "./bars.ts";
import { cases } from "./cases.ts";
import type { MakeCase } from "./kernels/bench_case.ts";
import type { Contender } from "./contenders/contender.ts";
import { fetchPeers } from "./contenders/fetch_peers.ts";
import { ours } from "./contenders/ours.ts";
import { peer } from "./contenders/peer.ts";
import { plain } from "./contenders/plain.ts";
import { describeMachine, type Machine } from "./machine.ts";
import { measure, type Row } from "./measure.ts";
import { checkName, keepReport } from "./report/keep.ts";
import { formatBars, formatMachine, formatRow } from "./report/text.ts";
import type { Report } from "./report/report.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const HELP = `deno task bench [words]: measure the cases whose name has all of these words

  --bars          only the cases of which something is wanted
  --rounds N      how often each does each case; 7 unless given
  --peers LIST    libraries and backends to compare with, by comma; "none", or all unless given
  --json FILE     write the figures there
  --keep NAME     keep the figures and their picture in .github/benchmarks, beside those of other cases,
                  and write the tables anew
  --list          only name the cases`;

/** All that there are; what a machine or a library cannot do is said in the table. */
const PEERS = [
  ["jax-js", "webgpu"],
  ["tfjs", "webgpu"],
  ["onnxruntime-web", "webgpu"],
  ["jax-js", "wasm"],
  ["tfjs", "wasm"],
  ["onnxruntime-web", "wasm"],
  ["tfjs", "cpu"],
] as const;

/** What is asked for on the command line. */
export interface Settings {
  words: readonly string[];
  bars: boolean;
  rounds: number;
  peers: readonly (readonly [library: string, backend: string])[];
  json: string | undefined;
  keep: string | undefined;
  list: boolean;
}

function readSettings(args: readonly string[]): Settings {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      bars: { type: "boolean", default: false },
      rounds: { type: "string", default: "7" },
      peers: { type: "string", default: "all" },
      json: { type: "string" },
      keep: { type: "string" },
      list: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    Deno.exit(0);
  }
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) {
    throw new BadInput(
      `Cannot measure ${values.rounds} rounds: wanted a positive integer`,
      "deno task bench --rounds 7",
    );
  }
  const { bars, json, keep, list } = values;
  if (keep !== undefined) checkName(keep);
  return { words: positionals, bars, rounds, peers: choosePeers(values.peers), json, keep, list };
}

/** "none", "all", or those of which some part is named: "jax-js", "tfjs wasm", "webgpu". */
function choosePeers(list: string): Settings["peers"] {
  if (list === "all") return PEERS;
  if (list === "none") return [];
  const chosen = list.split(",").flatMap((wanted) => {
    const found = PEERS.filter((names) => names.join(" ").includes(wanted.trim()));
    if (found.length > 0) return found;
    throw new BadInput(
      `Cannot compare with "${wanted}": the peers are ${
        PEERS.map((one) => one.join(" ")).join(", ")
      }`,
      "deno task bench --peers jax-js,wasm",
    );
  });
  return [...new Set(chosen)];
}

/** Measures those of the cases that are asked for; throws where none is. */
export async function bench(
  settings: Settings,
  all: readonly MakeCase[] = cases,
): Promise<void> {
  const { words, bars, rounds, peers, json, keep, list } = settings;
  await preflight();
  if (!list && peers.length > 0) await fetchPeers();
  const folder = await Deno.makeTempDir({ prefix: "rederive-bench-" });
  const others: Contender[] = [plain(), ...peers.map((names) => peer(...names, folder))];
  const rows: Row[] = [];
  let machine: Machine | undefined;
  let found = 0;
  try {
    for (const make of all) {
      // A device of its own: what a case leaves behind is no load for the next.
      await using gpu = await openGpu();
      const work = await make(gpu);
      if (!words.every((word) => work.name.includes(word))) continue;
      if (bars && !hasBar(work.name)) continue;
      found++;
      if (list) {
        console.log(`${work.name}, ${work.size}`);
        continue;
      }
      machine ??= await describeMachine(gpu, rounds);
      if (rows.length === 0) console.log(formatMachine(machine));
      await using own = ours(gpu);
      rows.push(await measure(work, [own, ...others], rounds));
      console.log(`\n${formatRow(rows.at(-1)!)}`);
    }
  } finally {
    for (const other of others) await other[Symbol.asyncDispose]();
    await Deno.remove(folder, { recursive: true });
  }
  if (found === 0) {
    const which = bars ? "case of which something is wanted" : "case";
    throw new BadInput(
      `Cannot measure "${words.join(" ")}": no ${which} has these words in its name`,
      "deno task bench --list",
    );
  }
  if (!machine) return;
  const report: Report = { machine, rows };
  console.log(`\n${formatBars(judgeBars(rows))}`);
  if (json) await Deno.writeTextFile(json, `${JSON.stringify(report, null, 2)}\n`);
  if (keep) await keepReport(report, { name: keep, root: ROOT });
}

if (import.meta.main) await runCli(() => bench(readSettings(Deno.args)));
