import assert from "node:assert/strict";
import { join } from "node:path";
import { guardFile, keepOriginals } from "../../scripts/reproduce/guard_file.ts";
import { readNotebook } from "../../scripts/reproduce/notebook/read.ts";
import type { Notebook } from "../../scripts/reproduce/types.ts";
import { bytesOf, sampleNotebook } from "./notebook/sample.ts";

/** Not as Jupyter would have written it: to be put back byte by byte. */
const BYTES = bytesOf(sampleNotebook(["1"])).map((byte) => byte);

async function inFolder(
  work: (notebook: Notebook, state: string) => Promise<void>,
): Promise<void> {
  const root = await Deno.makeTempDir();
  try {
    await Deno.mkdir(join(root, "notebooks/shelf"), { recursive: true });
    const path = join(root, "notebooks/shelf/note.ipynb");
    await Deno.writeFile(path, BYTES);
    await work(await readNotebook(path, { root }), join(root, ".rederive"));
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

Deno.test("guardFile() has nothing to say of a file that stayed as it was", async () => {
  await inFolder(async (notebook, state) => {
    const originals = await keepOriginals([notebook], ["write"]);
    assert.equal(await guardFile(notebook, { originals, state }), null);
  });
});

for (const allow of ["write", "run", "ffi"] as const) {
  Deno.test(`guardFile() puts back what cells with --allow ${allow} made of their notebook`, async () => {
    await inFolder(async (notebook, state) => {
      const originals = await keepOriginals([notebook], [allow]);
      await Deno.writeTextFile(notebook.path, "{}");
      assert.deepEqual(await guardFile(notebook, { originals, state }), {
        kind: "bad input",
        message: 'Cannot reproduce "shelf/note": its file changed while it ran, it was put back; ' +
          "what it became is .rederive/replaced/shelf/note.ipynb",
        try: "let no cell change its own notebook, or run without --allow",
      });
      assert.deepEqual(await Deno.readFile(notebook.path), BYTES);
      assert.equal(await Deno.readTextFile(`${state}/replaced/shelf/note.ipynb`), "{}");

      await Deno.remove(notebook.path);
      const ending = await guardFile(notebook, { originals, state });
      assert.equal(
        ending?.message,
        'Cannot reproduce "shelf/note": its file was deleted while it ran, it was put back',
      );
      assert.deepEqual(await Deno.readFile(notebook.path), BYTES);
    });
  });
}

Deno.test("guardFile() leaves alone what a person saved or removed", async () => {
  await inFolder(async (notebook, state) => {
    const originals = await keepOriginals([notebook], ["net"]);
    await Deno.writeTextFile(notebook.path, "{}");
    const changed = await guardFile(notebook, { originals, state });
    assert.match(changed!.message, /its file changed while it ran, wanted the notebook that was/);
    assert.equal(await Deno.readTextFile(notebook.path), "{}");
    await Deno.remove(notebook.path);
    const removed = await guardFile(notebook, { originals, state });
    assert.match(removed!.message, /its file was deleted while it ran/);
    await assert.rejects(Deno.stat(notebook.path));
  });
});

Deno.test("keepOriginals() keeps nothing of a file that is no longer what was read", async () => {
  await inFolder(async (notebook) => {
    await Deno.writeTextFile(notebook.path, "{}");
    assert.equal((await keepOriginals([notebook], ["write"])).size, 0);
  });
});
