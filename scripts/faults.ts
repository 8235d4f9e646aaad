/**
 * `deno task faults [words]`: seeds the faults of tests/faults/faults.ts one at a time into a copy
 * of the tree and fails unless each turns its test file red. With words, only faults whose
 * description or file holds them all.
 */
import { copyTree, seed } from "./faults/seed.ts";
import { judgeFault } from "./faults/judge_fault.ts";
import { runTest } from "./faults/run_test.ts";
import { faults } from "../tests/faults/faults.ts";

if (import.meta.main) {
  const chosen = faults.filter(({ what, file }) =>
    Deno.args.every((word) => `${what} ${file}`.includes(word))
  );
  const root = await copyTree(new URL("..", import.meta.url));
  let missed = 0;
  try {
    // A test that is red before the fault proves nothing by being red after it.
    for (const test of new Set(chosen.map((fault) => fault.test))) {
      const { code, output } = await runTest(root, test);
      if (code === 0) continue;
      console.error(`${test} fails without a fault\n${output}`);
      Deno.exit(1);
    }
    for (const fault of chosen) {
      const unseed = await seed(root, fault);
      const { caught, because } = judgeFault(await runTest(root, fault.test));
      await unseed();
      if (!caught) missed++;
      console.log(`${caught ? "caught" : "MISSED"}  ${fault.what}  (${fault.file}): ${because}`);
    }
  } finally {
    await Deno.remove(root, { recursive: true });
  }
  console.log(`${chosen.length - missed} of ${chosen.length} faults caught`);
  Deno.exit(missed === 0 && chosen.length > 0 ? 0 : 1);
}
