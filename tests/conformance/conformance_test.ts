import assert from "node:assert/strict";
import { elsewhere } from "./elsewhere.ts";
import { notebooksFolder, readFixture } from "./fixture.ts";
import { rows } from "./rows.ts";

for (const { name, of, notebook, expected, see } of rows) {
  Deno.test(`conformance, ${of}: ${name}`, async () => {
    assert.equal(await see(readFixture(notebook)), expected);
  });
}

Deno.test("every notebook of the suite has a row, and says what it shows", () => {
  const used = new Set(rows.map(({ notebook }) => notebook));
  const files = [...Deno.readDirSync(notebooksFolder)].map(({ name }) => name);
  assert.deepEqual(files.sort(), [...used].sort());
  for (const name of files) {
    const { cells } = JSON.parse(Deno.readTextFileSync(`${notebooksFolder}${name}`));
    assert.equal(cells[0].cell_type, "markdown");
    assert.ok(cells[0].source.length >= 3, `${name} explains itself`);
  }
});

Deno.test("every test the table sends a reader to is there", () => {
  const root = new URL("../../", import.meta.url);
  for (const { by } of elsewhere) {
    for (const path of by.split(", ")) assert.ok(Deno.statSync(new URL(path, root)).isFile, path);
  }
});
