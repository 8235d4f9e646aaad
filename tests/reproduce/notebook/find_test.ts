import assert from "node:assert/strict";
import { join } from "node:path";
import { findNotebooks } from "../../../scripts/reproduce/notebook/find.ts";
import { BadInput } from "../../../scripts/reproduce/types.ts";

const files = [
  "notebooks/languages/dict-get.ipynb",
  "notebooks/languages/numpy-advanced-indexing.ipynb",
  "notebooks/languages/.ipynb_checkpoints/dict-get-checkpoint.ipynb",
  "notebooks/mathematics/counter-based-randomness.ipynb",
  "notebooks/mathematics/hessians.ipynb",
  "notebooks/multimodal/clip.ipynb",
  "notebooks/systems/clip.ipynb",
  "notebooks/README.md",
  "tests/conformance/notebooks/flood.ipynb",
  "tests/conformance/notebooks/node_modules/x/example.ipynb",
];

async function inRepository(body: (root: string) => Promise<void>): Promise<void> {
  const root = await Deno.realPath(await Deno.makeTempDir());
  try {
    for (const file of files) {
      await Deno.mkdir(join(root, file, ".."), { recursive: true });
      await Deno.writeTextFile(join(root, file), "");
    }
    await body(root);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

const all = [
  "languages/dict-get",
  "languages/numpy-advanced-indexing",
  "mathematics/counter-based-randomness",
  "mathematics/hessians",
  "multimodal/clip",
  "systems/clip",
];

const cases: [name: string, words: string[], ids: string[], cwd?: string][] = [
  ["every note for no words", [], all],
  ["an id", ["mathematics/hessians"], ["mathematics/hessians"]],
  ["a bare name that only one note has", ["hessians"], ["mathematics/hessians"]],
  ["a shelf", ["languages"], all.slice(0, 2)],
  ["a shelf with a slash", ["languages/"], all.slice(0, 2)],
  ["a glob over ids", ["m*/*"], all.slice(2, 5)],
  ["a glob over files", ["notebooks/**/c*.ipynb"], [
    "mathematics/counter-based-randomness",
    "multimodal/clip",
    "systems/clip",
  ]],
  ["braces", ["{multimodal,systems}/clip"], ["multimodal/clip", "systems/clip"]],
  ["a file of a note", ["notebooks/systems/clip.ipynb"], ["systems/clip"]],
  ["a file seen from a shelf", ["./clip.ipynb"], ["systems/clip"], "notebooks/systems"],
  ["a folder", ["notebooks/multimodal"], ["multimodal/clip"]],
  ["the repository's folder of notes", ["notebooks"], all],
  ["a file that is no note", ["tests/conformance/notebooks/flood.ipynb"], [
    "tests/conformance/notebooks/flood.ipynb",
  ]],
  ["a folder of files that are no notes", ["tests/conformance"], [
    "tests/conformance/notebooks/flood.ipynb",
  ]],
  ["a glob over files that are no notes", ["tests/**/f*.ipynb"], [
    "tests/conformance/notebooks/flood.ipynb",
  ]],
  ["two words once, in their order", ["systems/clip", "m*/clip", "systems"], [
    "systems/clip",
    "multimodal/clip",
  ]],
  ["all but some", ["!languages", "!mathematics/*"], all.slice(4)],
  ["a shelf but one", ["languages", "!dict-get"], ["languages/numpy-advanced-indexing"]],
];

for (const [name, words, ids, cwd] of cases) {
  Deno.test(`findNotebooks() finds ${name}`, async () => {
    await inRepository(async (root) => {
      const found = await findNotebooks(words, { root, cwd: join(root, cwd ?? "") });
      assert.deepEqual(found.map(({ id }) => id), ids);
      for (const { path } of found) assert.ok((await Deno.stat(path)).isFile);
    });
  });
}

const unknown: [word: string, message: string, fix?: string][] = [
  [
    "mathematics/hesians",
    'Cannot find note "mathematics/hesians": no note, shelf or file has this name',
    "mathematics/hessians",
  ],
  [
    "dcit-get",
    'Cannot find note "dcit-get": no note, shelf or file has this name',
    "languages/dict-get",
  ],
  [
    "cilp",
    'Cannot find note "cilp": no note, shelf or file has this name',
    "multimodal/clip or systems/clip",
  ],
  ["zebra", 'Cannot find note "zebra": no note, shelf or file has this name'],
  [
    "clip",
    'Cannot find note "clip": 2 notes have this name, wanted one',
    "say which: multimodal/clip or systems/clip",
  ],
  [
    "./hessians.ipynb",
    'Cannot find notebook "./hessians.ipynb": there is no such file',
    "mathematics/hessians",
  ],
  ["physics/*", 'Cannot find notes: nothing matches "physics/*"'],
  [
    "notebooks/README.md",
    'Cannot reproduce "notebooks/README.md": it is not a notebook, wanted an .ipynb file',
  ],
  ["!zebra", 'Cannot find note "zebra": no note, shelf or file has this name'],
];

for (const [word, message, fix] of unknown) {
  Deno.test(`findNotebooks() refuses ${word}`, async () => {
    await inRepository((root) =>
      assert.rejects(findNotebooks([word], { root, cwd: root }), (error) => {
        assert.ok(error instanceof BadInput);
        assert.equal(error.message, message);
        assert.equal(error.try, fix ?? "deno task reproduce --why, which names every note");
        return true;
      })
    );
  });
}

Deno.test("findNotebooks() refuses a folder without notebooks", async () => {
  await inRepository(async (root) => {
    await Deno.mkdir(join(root, "empty"));
    await assert.rejects(findNotebooks(["empty"], { root, cwd: root }), {
      message: 'Cannot find notes: there is no notebook in the folder "empty"',
    });
    await assert.rejects(findNotebooks([], { root: join(root, "empty") }), {
      message: `Cannot find notes: there is no notebook in "${join(root, "empty/notebooks")}"`,
    });
  });
});
