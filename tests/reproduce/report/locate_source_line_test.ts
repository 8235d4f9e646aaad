import assert from "node:assert/strict";
import { locateSourceLine } from "../../../scripts/reproduce/report/locate_source_line.ts";

const cells = [
  { cell_type: "markdown", id: "a", metadata: {}, source: ['# Title { [ \\ " ]\n', "text"] },
  {
    cell_type: "code",
    execution_count: null,
    id: "b",
    metadata: { tags: ["source"] },
    outputs: [{ output_type: "stream", name: "stdout", text: ["}\n", '"]'] }],
    source: ["const marker1 = 1;\n", "\n", "marker2;\n", "marker3"],
  },
  { source: "one;\ntwo;", cell_type: "code", id: "c", metadata: {}, outputs: [] },
  { cell_type: "code", id: "d", metadata: {}, outputs: [], source: [] },
];
const notebook = { metadata: { cells: [] }, nbformat: 4, nbformat_minor: 5, cells };

/** The line an editor shows for the first occurrence of `text`. */
function lineWith(file: string, text: string): number {
  return file.split("\n").findIndex((line) => line.includes(text)) + 1;
}

for (const [name, indent] of [["as Jupyter writes it", 1], ["indented with tabs", "\t"]] as const) {
  Deno.test(`locateSourceLine() finds cell and line in a file ${name}`, () => {
    const file = JSON.stringify(notebook, null, indent) + "\n";
    assert.equal(locateSourceLine(file, 1, 1), lineWith(file, "marker1"));
    assert.equal(locateSourceLine(file, 1), lineWith(file, "marker1"));
    assert.equal(locateSourceLine(file, 1, 2), lineWith(file, "marker1") + 1);
    assert.equal(locateSourceLine(file, 1, 3), lineWith(file, "marker2"));
    assert.equal(locateSourceLine(file, 1, 4), lineWith(file, "marker3"));
    assert.equal(locateSourceLine(file, 1, 99), lineWith(file, "marker3"));
    assert.equal(locateSourceLine(file, 2, 2), lineWith(file, "one;"));
    assert.equal(locateSourceLine(file, 3, 1), lineWith(file, '"source": []'));
  });
}

Deno.test("locateSourceLine() answers the first line for what it cannot find", () => {
  const compact = JSON.stringify(notebook);
  assert.equal(locateSourceLine(compact, 1, 4), 1);
  assert.equal(locateSourceLine(JSON.stringify(notebook, null, 1), 9, 1), 1);
  for (const text of ["", "not json", '{"cells": [', '{"cells": 3}', "{}", '{"cells": [1]}']) {
    assert.equal(locateSourceLine(text, 1, 1), 1, text);
  }
});

Deno.test("locateSourceLine() is not misled by CRLF or a byte order mark", () => {
  const file = JSON.stringify(notebook, null, 1);
  const crlf = "\ufeff" + file.replaceAll("\n", "\r\n");
  assert.equal(locateSourceLine(crlf, 1, 3), lineWith(file, "marker2"));
});
