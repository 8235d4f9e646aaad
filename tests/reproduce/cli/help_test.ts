import assert from "node:assert/strict";
import { helpText } from "../../../scripts/reproduce/cli/help.ts";
import { OPTIONS } from "../../../scripts/reproduce/cli/option_table.ts";
import { EXIT } from "../../../scripts/reproduce/types.ts";
import { displayWidth } from "../../../scripts/text/display_width.ts";

Deno.test("helpText() names every option and every exit code once", () => {
  const help = helpText();
  for (const name of Object.keys(OPTIONS).filter((name) => name !== "help")) {
    const rows = help.split("\n").filter((line) => line.startsWith(`  --${name} `));
    assert.equal(rows.length, 1, `--${name}: ${rows.length} rows`);
  }
  for (const code of [0, ...Object.values(EXIT)]) {
    assert.match(help, new RegExp(`^ {2,3}${code}  \\w`, "m"));
  }
});

Deno.test("helpText() fits a terminal of 92 columns and puts examples first", () => {
  const lines = helpText().split("\n");
  for (const line of lines) assert(displayWidth(line) <= 92, line);
  assert(lines.indexOf("Examples") < lines.indexOf("What runs"));
});
