/**
 * `deno task faults [words]`: seeds the faults of tests/faults/faults.ts one at a time into a copy
 * of the tree and fails unless each turns its test file red. With words, only faults whose
 * description or file holds them all.
 */
import { copyTree, seed } from "./faults/seed.ts";
import { judgeFault } from "./faults/judge_fault.ts";
import { runTest } from "./faults/run_test.ts";
import { inLanes } from "./in_lanes.ts";
import { faults } from "../tests/faults/faults.ts";

/** Each lane has its own copy of the tree, so that one fault is in one tree at a time. */
const LANES = navigator.hardwareConcurrency;

if (import.meta.main) {
  const chosen = faults.filter(({ what, file }) =>
    Deno.args.every((word) => `${what} ${file}`.includes(word))
  );
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
    console.log(`${sound.length - missed.length} of ${chosen.length} faults caught`);
    for (const what of missed) console.log(`MISSED  ${what}`);
  } finally {
    for (const root of roots) await Deno.remove(root, { recursive: true });
  }
  Deno.exit(missed.length + unsound.length === 0 && chosen.length > 0 ? 0 : 1);
}
