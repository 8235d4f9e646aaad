import assert from "node:assert/strict";
import { join } from "node:path";
import { readNotebook } from "../../../scripts/reproduce/notebook/read.ts";
import { BadInput } from "../../../scripts/reproduce/types.ts";
import { bytesOf, sampleNotebook } from "./sample.ts";

async function inFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await body(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("readNotebook() names a note by shelf and file, another file by its path", async () => {
  await inFolder(async (root) => {
    const path = join(root, "notebooks/shelf/note.ipynb");
    await Deno.mkdir(join(root, "notebooks/shelf"), { recursive: true });
    await Deno.writeFile(path, bytesOf(sampleNotebook(["a"])));
    assert.equal((await readNotebook(path, { root })).id, "shelf/note");
    assert.equal((await readNotebook(path)).id, path);
    assert.equal((await readNotebook(path, { root: join(root, "elsewhere") })).id, path);
  });
});

Deno.test("readNotebook() says when there is no file, a folder, or too much", async () => {
  await inFolder(async (folder) => {
    const missing = join(folder, "missing.ipynb");
    await rejects(readNotebook(missing), `Cannot read "${missing}": there is no such file`);
    await rejects(
      readNotebook(folder),
      `Cannot read "${folder}": it is not a file, wanted an .ipynb file`,
    );
    const large = join(folder, "large.ipynb");
    await Deno.writeFile(large, new Uint8Array(2_340_000));
    await rejects(
      readNotebook(large, { maxBytes: 2e6 }),
      `Cannot read "${large}": it holds 2.3 MB, at most 2.0 MB are read`,
      "clear its largest outputs and save it again",
    );
  });
});

async function rejects(work: Promise<unknown>, message: string, fix?: string): Promise<void> {
  await assert.rejects(work, (error) => {
    assert.ok(error instanceof BadInput);
    assert.equal(error.message, message);
    assert.equal(error.try, fix ?? "deno task reproduce --why, which names every note");
    return true;
  });
}
