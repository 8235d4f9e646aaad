import { fileURLToPath } from "node:url";
import assert from "node:assert/strict";
import { startNote } from "../../scripts/note.ts";
import { BadInput } from "../../scripts/reproduce/types.ts";
import { readNotebook } from "../../scripts/reproduce/notebook/read.ts";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

/** A repository with our sources and no notes. */
async function inRepository(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = Deno.makeTempDirSync({ prefix: "rederive-test-" });
  try {
    Deno.mkdirSync(`${folder}/data`);
    Deno.copyFileSync(`${root}/data/sources.json`, `${folder}/data/sources.json`);
    await work(folder);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

Deno.test("startNote() writes a notebook that the runner reads, with the post's own metadata", async () => {
  await inRepository(async (folder) => {
    const path = await startNote(folder, ["3d-reconstruction/motion-averaging"]);
    assert.equal(path, "notebooks/3d-reconstruction/motion-averaging.ipynb");
    const { id, cells, raw } = await readNotebook(`${folder}/${path}`, { root: folder });
    assert.equal(id, "3d-reconstruction/motion-averaging");
    assert.match(cells[0]!.source, /openNote\("3d-reconstruction\/motion-averaging"\)/);
    assert.equal(cells.at(-1)!.source, "// The verdicts of this notebook.\nsummary();");
    const first = (raw.cells as { source: string[] }[])[0]!.source.join("");
    assert.match(first, /^# 论文阅读记录：reloc3r \(Notes on reading papers: Reloc3r\)\n/);
    assert.match(
      first,
      /Han Jincheng, 6 September 2025, <https:\/\/hjcheng0602\.github\.io\/blog\/bl/,
    );
    const claims = cells.filter(({ source }) => source.includes("await judge("));
    assert.equal(claims.length, 1);
    const headings = JSON.stringify(raw.cells);
    assert.match(headings, /## 2 What held, what did not/);
  });
});

Deno.test("startNote() writes cells that are formatted, typed and clean of lint", async () => {
  await inRepository(async (folder) => {
    const path = `${folder}/${await startNote(folder, ["mathematics/monoid-reduce"])}`;
    const run = async (...args: string[]) => {
      const { success, stderr } = await new Deno.Command(Deno.execPath(), { args, cwd: root })
        .output();
      assert(success, new TextDecoder().decode(stderr));
    };
    const written = Deno.readTextFileSync(path);
    await run("fmt", "--quiet", "--config", `${root}/deno.json`, path);
    assert.equal(Deno.readTextFileSync(path), written);
    const { cells } = await readNotebook(path, { root: folder });
    const module = `${root}/tests/scripts/.scaffold_${Deno.pid}.ts`;
    Deno.writeTextFileSync(module, cells.map(({ source }) => source).join("\n") + "\n");
    try {
      await run("check", module);
      await run("lint", module);
    } finally {
      Deno.removeSync(module);
    }
  });
});

Deno.test("startNote() never writes over a notebook", async () => {
  await inRepository(async (folder) => {
    const path = `${folder}/${await startNote(folder, ["mathematics/monoid-reduce"])}`;
    Deno.writeTextFileSync(path, "mine");
    await assert.rejects(startNote(folder, ["mathematics/monoid-reduce"]), (error) => {
      assert(error instanceof BadInput);
      assert.equal(
        error.message,
        'Cannot start note "mathematics/monoid-reduce": ' +
          "notebooks/mathematics/monoid-reduce.ipynb exists already",
      );
      return true;
    });
    assert.equal(Deno.readTextFileSync(path), "mine");
  });
});

const REFUSALS: readonly (readonly [string[], string, string])[] = [
  [
    [],
    "Cannot start a note: no id is given, wanted <shelf>/<id>",
    "deno task note mathematics/hessians-jacobians",
  ],
  [
    ["a", "b"],
    'Cannot start a note: "a b" is not an id, wanted <shelf>/<id>',
    "deno task note mathematics/hessians-jacobians",
  ],
  [
    ["mathematics/monoid-redcue"],
    'Cannot start note "mathematics/monoid-redcue": no post in data/sources.json plans it',
    "deno task note mathematics/monoid-reduce",
  ],
  [
    ["monoid-reduc"],
    'Cannot start note "monoid-reduc": no post in data/sources.json plans it',
    "deno task note mathematics/monoid-reduce",
  ],
  [
    ["languages/monoid-reduce"],
    'Cannot start note "languages/monoid-reduce": the note of this name is on shelf "mathematics"',
    "deno task note mathematics/monoid-reduce",
  ],
  [
    ["3d-reconstruction/reloc3r-relative-pose"],
    'Cannot start note "3d-reconstruction/reloc3r-relative-pose": its post is split into 2 notes',
    "deno task note 3d-reconstruction/motion-averaging or 3d-reconstruction/relative-pose-network",
  ],
  [
    ["../../etc/passwd"],
    'Cannot start note "../../etc/passwd": no post in data/sources.json plans it',
    "add it to the notebooks of its post in data/sources.json",
  ],
];

for (const [words, message, fix] of REFUSALS) {
  Deno.test(`startNote() refuses "${words.join(" ")}" and says what to type`, async () => {
    await inRepository(async (folder) => {
      await assert.rejects(startNote(folder, words), (error) => {
        assert(error instanceof BadInput);
        assert.equal(error.message, message);
        assert.equal(error.try, fix);
        return true;
      });
    });
  });
}
