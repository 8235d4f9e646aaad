/**
 * `deno task faults [words]`: seeds the faults of tests/faults/faults.ts one at a time into a copy
 * of the tree and fails unless each turns its test file red. With words, only faults whose
 * description or file holds them all; `--list` only names them.
 */
import { parseArgs } from "node:util";
import type { Fault } from "../tests/faults/fault.ts";
import { faults } from "../tests/faults/faults.ts";
import { chooseFaults } from "./faults/choose_faults.ts";
import { copyTree, seed } from "./faults/seed.ts";
import { judgeFault } from "./faults/judge_fault.ts";
import { runTest } from "./faults/run_test.ts";
import { inLanes } from "./in_lanes.ts";
import { runCli } from "./reproduce/cli/run_cli.ts";

/** Each lane has its own copy of the tree, so that one fault is in one tree at a time. */
const LANES = navigator.hardwareConcurrency;

const HELP =
  `deno task faults [words]: seed the faults whose description or file has all of these words

  --list          only name them`;

/** Seeds faults, each in a tree of its own; how many were not caught. */
async function seedFaults(chosen: readonly Fault[]): Promise<number> {
  const roots: string[] = [];
  const unsound: string[] = [];
  const missed: string[] = [];
  try {
    while (roots.length < LANES) roots.push(await copyTree(new URL("..", import.meta.url)));
    // A test that is red before the fault proves nothing by being red after it.
    await inLanes(roots, [...new Set(chosen.map(({ test }) => test))], async (root, test) => {
      const { code, output } = await runTest(root, test);
      if (code === 0) return;
      unsound.push(test);
      console.error(`${test} fails without a fault\n${output}`);
    });
    const sound = chosen.filter(({ test }) => !unsound.includes(test));
    await inLanes(roots, sound, async (root, fault) => {
      const unseed = await seed(root, fault);
      const { caught, because } = judgeFault(await runTest(root, fault.test));
      await unseed();
      if (!caught) missed.push(fault.what);
      console.log(`${caught ? "caught" : "MISSED"}  ${fault.what}  (${fault.file}): ${because}`);
    });
    const caught = sound.length - missed.length;
    console.log(`${caught} of ${chosen.length} faults caught`);
    for (const what of missed) console.log(`MISSED  ${what}`);
    return chosen.length - caught;
  } finally {
    for (const root of roots) await Deno.remove(root, { recursive: true });
  }
}

if (import.meta.main) {
  await runCli(async () => {
    const isFlag = { type: "boolean" } as const;
    const { values: { help, list }, positionals } = parseArgs({
      allowPositionals: true,
      options: { help: isFlag, list: isFlag },
    });
    if (help) return console.log(HELP);
    const chosen = chooseFaults(faults, positionals);
    if (!list) return await seedFaults(chosen) === 0 ? 0 : 1;
    for (const { what, file } of chosen) console.log(`${what}  (${file})`);
  });
}
