/** Prints the conformance table: `deno task conformance [words of row names]`. */
import { elsewhere } from "./elsewhere.ts";
import { readFixture } from "./fixture.ts";
import { rows } from "./rows.ts";

const wanted = rows.filter(({ name, notebook }) =>
  Deno.args.every((word) => `${name} ${notebook}`.includes(word))
);
let different = 0;
console.log(`Deno ${Deno.version.deno}, ${wanted.length} rows\n`);
for (const { name, of, notebook, expected, see } of wanted) {
  const seen = await see(readFixture(notebook)).catch((error) => `failed: ${error}`);
  const same = seen === expected;
  if (!same) different++;
  console.log(`${same ? "✓" : "✗"} ${of.padEnd(6)}  ${name}  (${notebook})`);
  console.log(`    expected  ${expected}`);
  console.log(`    seen      ${same ? "the same" : seen}`);
}
if (wanted.length === rows.length) {
  console.log("\nCovered elsewhere");
  for (const { name, by } of elsewhere) console.log(`  ${name}: ${by}`);
}
console.log(`\n${wanted.length - different} of ${wanted.length} as expected`);
Deno.exitCode = different === 0 ? 0 : 1;
