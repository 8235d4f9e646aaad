import assert from "node:assert/strict";
import { parseNotebook } from "../../../scripts/reproduce/notebook/parse.ts";
import { BadInput } from "../../../scripts/reproduce/types.ts";
import { bytesOf, sampleNotebook } from "./sample.ts";

const options = { path: "/repo/notebooks/shelf/n.ipynb", id: "shelf/n" };
const good = sampleNotebook([
  { cell_type: "markdown", source: ["# Title\n", "text"] },
  {
    source: ["const a = 1;\n", "a"],
    outputs: [
      { output_type: "stream", name: "stdout", text: ["1\n", "2"] },
      {
        output_type: "display_data",
        data: { "text/plain": ["a\n", "b"], "application/json": ["a", "b"], "image/png": "AAAA" },
        metadata: { k: 1 },
      },
    ],
    execution_count: 3,
  },
  "a + 1",
]);

Deno.test("parseNotebook() numbers code cells from 1 and joins their texts", async () => {
  const notebook = await parseNotebook(bytesOf(good), options);
  assert.equal(notebook.id, "shelf/n");
  assert.equal(notebook.path, options.path);
  assert.match(notebook.sha256, /^[0-9a-f]{64}$/);
  assert.deepEqual(notebook.cells, [
    {
      ordinal: 1,
      id: "c2",
      source: "const a = 1;\na",
      metadata: {},
      outputs: [
        { output_type: "stream", name: "stdout", text: "1\n2" },
        {
          output_type: "display_data",
          data: { "text/plain": "a\nb", "application/json": ["a", "b"], "image/png": "AAAA" },
          metadata: { k: 1 },
        },
      ],
    },
    { ordinal: 2, id: "c3", source: "a + 1", metadata: {}, outputs: [] },
  ]);
});

Deno.test("parseNotebook() reads a byte-order mark and formats 4.0 to 4.5", async () => {
  const bytes = new Uint8Array([0xef, 0xbb, 0xbf, ...bytesOf(good)]);
  assert.equal((await parseNotebook(bytes, options)).cells.length, 2);
  const old = sampleNotebook(["a"], { nbformat_minor: 0 });
  delete (old["cells"] as Record<string, unknown>[])[0]!["id"];
  assert.equal((await parseNotebook(bytesOf(old), options)).cells[0]!.id, "cell-1");
});

Deno.test("parseNotebook() takes a notebook that names no kernel", async () => {
  const bare = sampleNotebook(["a"], { metadata: {} });
  assert.equal((await parseNotebook(bytesOf(bare), options)).cells.length, 1);
});

function endOf(text: string): string {
  const last = text.split("\n").at(-1)!;
  return `line ${text.split("\n").length}, column ${last.length + 1}`;
}

const text = new TextDecoder().decode(bytesOf(good));
const cellWith = (over: Record<string, unknown>) => sampleNotebook(["a", { source: "b", ...over }]);
const SAVE = "open it in Jupyter and save it, or restore it from version control";
const RESTORE = "restore it from version control";
const CONVERT = "jupyter nbconvert --to notebook --nbformat 4 --inplace <file>";

const bad: [name: string, input: string | Uint8Array | object, message: string, fix?: string][] = [
  [
    "an empty file",
    " \n",
    "it is empty, wanted a notebook",
    "restore it from version control, or start one with `deno task note`",
  ],
  [
    "no JSON",
    text.replace('"cells": [', '"cells": [ oops'),
    'it is not JSON at line 15, column 13 (near "oops\\n  {\\n   "), wanted a notebook',
    RESTORE,
  ],
  [
    "half a file",
    text.slice(0, text.length / 2),
    `it is cut short at ${endOf(text.slice(0, text.length / 2))}, wanted a whole notebook`,
    "restore it from version control",
  ],
  [
    "a merge conflict",
    text.replace("\n  {\n", "\n<<<<<<< HEAD\n  {\n"),
    "line 16 is a merge conflict marker, wanted JSON",
    "resolve the conflict, or take one side: git checkout --ours <file>",
  ],
  [
    "a Git LFS pointer",
    "version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
    "it is a Git LFS pointer, wanted the notebook",
    "git lfs pull",
  ],
  ["an array", "[]", "its JSON is an array, wanted a notebook object", RESTORE],
  ["null", "null", "its JSON is null, wanted a notebook object", RESTORE],
  ["other JSON", "{}", 'it is JSON without "nbformat", wanted a notebook'],
  [
    "nbformat 3",
    sampleNotebook(["a"], { nbformat: 3 }),
    "its nbformat is 3, wanted 4",
    CONVERT,
  ],
  ["nbformat 5", sampleNotebook(["a"], { nbformat: 5 }), "its nbformat is 5, wanted 4", CONVERT],
  [
    "nbformat 4.9",
    sampleNotebook(["a"], { nbformat_minor: 9 }),
    "its nbformat is 4.9, wanted 4.0 to 4.5",
    "save it as nbformat 4.5",
  ],
  [
    "no cells",
    sampleNotebook([], { cells: [] }),
    "it has no code, wanted at least one code cell",
    'write a code cell, or leave it out: deno task reproduce "!shelf/n"',
  ],
  [
    "blank code alone",
    sampleNotebook([" \n", { cell_type: "markdown", source: "x" }]),
    "it has no code, wanted at least one code cell",
    'write a code cell, or leave it out: deno task reproduce "!shelf/n"',
  ],
  [
    "two cells of one id",
    cellWith({ id: "c1" }),
    'cells 1 and 2 share the id "c1", wanted unique ids',
    "give cell 2 an id of its own",
  ],
  [
    "a Python kernel",
    sampleNotebook(["a"], {
      metadata: { kernelspec: { name: "python3", display_name: "Python 3" } },
    }),
    'its kernel is "python3", wanted the "deno" kernel (TypeScript)',
    "choose the Deno kernel in Jupyter and save",
  ],
  [
    "Python without a kernel",
    sampleNotebook(["a"], { metadata: { language_info: { name: "python" } } }),
    'its language is "python", wanted the "deno" kernel (TypeScript)',
    "choose the Deno kernel in Jupyter and save",
  ],
  [
    "no metadata",
    sampleNotebook(["a"], { metadata: undefined }),
    "must have required property 'metadata'",
  ],
  ["cells that are none", sampleNotebook([], { cells: 3 }), "has cells that must be array"],
  ["a cell that is none", sampleNotebook([], { cells: [1] }), "cell 1 of 1 is 1, wanted an object"],
  [
    "a cell of unknown kind",
    cellWith({ cell_type: "heading" }),
    'cell 2 of 2 has cell_type "heading", wanted "code", "markdown", "raw"',
  ],
  [
    "a cell without source",
    cellWith({ source: undefined }),
    "cell 2 of 2 must have required property 'source'",
  ],
  [
    "a cell id with a blank",
    cellWith({ id: "a b" }),
    'cell 2 of 2 has id that must match pattern "^[a-zA-Z0-9-_]+$"',
  ],
  ["an unknown key", cellWith({ extra: 1 }), 'cell 2 of 2 has the unknown key "extra"'],
  [
    "an output of unknown kind",
    cellWith({ outputs: [{ output_type: "pyout" }] }),
    'cell 2 of 2, output 1 has output_type "pyout", wanted "stream", "display_data", ' +
    '"execute_result", "error"',
  ],
  [
    "an output without data",
    cellWith({ outputs: [{ output_type: "display_data", metadata: {} }] }),
    "cell 2 of 2, output 1 must have required property 'data'",
  ],
  [
    "bytes that are not UTF-8",
    new Uint8Array([...bytesOf(good).slice(0, 20), 0x80, 0x41]),
    "byte 0x80 at offset 20 (line 3) is not UTF-8, wanted UTF-8 text",
    "save it again as UTF-8",
  ],
  [
    "UTF-16",
    new Uint8Array([0xff, 0xfe, 0x7b, 0x00]),
    "byte 0xff at offset 0 (line 1) is not UTF-8, wanted UTF-8 text",
    "save it as UTF-8; it looks like UTF-16",
  ],
];

for (const [name, input, message, fix] of bad) {
  Deno.test(`parseNotebook() refuses ${name}`, async () => {
    const bytes = input instanceof Uint8Array
      ? input
      : typeof input === "string"
      ? new TextEncoder().encode(input)
      : bytesOf(input);
    await assert.rejects(parseNotebook(bytes, options), (error) => {
      assert.ok(error instanceof BadInput);
      assert.equal(error.message, `Cannot read "shelf/n": ${message}`);
      assert.equal(error.try, fix ?? SAVE);
      return true;
    });
  });
}

Deno.test("parseNotebook() loads ajv only for a notebook it has not validated", async () => {
  const script = `
    const { parseNotebook } = await import("./scripts/reproduce/notebook/parse.ts");
    const { sampleNotebook, bytesOf } = await import("./tests/reproduce/notebook/sample.ts");
    const { createRequire } = await import("node:module");
    const bytes = bytesOf(sampleNotebook(["a"]));
    const validated = new Set(Deno.args);
    const { sha256 } = await parseNotebook(bytes, { path: "/n", id: "n", validated });
    const { cache } = createRequire(import.meta.url);
    const ajv = Object.keys(cache).some((path) => path.includes("ajv"));
    console.log(JSON.stringify({ sha256, ajv, kept: validated.has(sha256) }));
  `;
  const first = await evaluate(script);
  assert.equal(first.kept, true);
  assert.equal(first.ajv, true);
  assert.equal((await evaluate(script, first.sha256)).ajv, false);
});

async function evaluate(script: string, ...args: string[]) {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--no-check", script, ...args],
    cwd: new URL("../../..", import.meta.url),
  }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
  return JSON.parse(new TextDecoder().decode(stdout));
}
