import assert from "node:assert/strict";
import { join } from "node:path";
import type { Configs } from "../../../scripts/reproduce/cache/configs.ts";
import { CheckedMemo } from "../../../scripts/reproduce/check/checked_memo.ts";
import type { Notebook } from "../../../scripts/reproduce/types.ts";
import { inProject, notebookOf } from "./sample.ts";

/** What a clean notebook rests on, one file of each kind. */
const files = { "deno.json": "{}", "deno.lock": "{}", "lib/n.ts": "export const n = 1;\n" };

interface Seen {
  folder: string;
  notebook: Notebook;
  configs: Configs;
}

function configsOf(folder: string): Configs {
  const config = join(folder, "deno.json");
  const lock = join(folder, "deno.lock");
  return { nearest: config, files: [config], lock, compilerOptions: "null" };
}

/** A notebook remembered as clean and the memo saved; `then` opens it as the next run would. */
async function remembered(then: (seen: Seen) => Promise<void>): Promise<void> {
  await inProject(files, async (folder) => {
    const notebook = await notebookOf(["n;\n"], { path: join(folder, "note.ipynb") });
    const configs = configsOf(folder);
    const memo = await CheckedMemo.open(folder);
    assert.equal(await memo.isClean(notebook, configs), false);
    const reached = [join(folder, "lib/n.ts")];
    await memo.remember(notebook, { configs, reached, began: Date.now() + 1000 });
    memo.save();
    await then({ folder, notebook, configs });
  });
}

async function isCleanNext({ folder, notebook, configs }: Seen): Promise<boolean> {
  return await (await CheckedMemo.open(folder)).isClean(notebook, configs);
}

Deno.test("CheckedMemo knows a clean notebook in the next run", async () => {
  await remembered(async (seen) => assert.equal(await isCleanNext(seen), true));
});

for (const name of Object.keys(files)) {
  Deno.test(`CheckedMemo forgets a notebook when ${name} changes`, async () => {
    await remembered(async (seen) => {
      await Deno.writeTextFile(join(seen.folder, name), " ", { append: true });
      assert.equal(await isCleanNext(seen), false);
    });
  });
}

Deno.test("CheckedMemo takes another text, place, name or configuration for another notebook", async () => {
  await remembered(async ({ folder, notebook, configs }) => {
    const memo = await CheckedMemo.open(folder);
    const others: [Notebook, Configs][] = [
      [{ ...notebook, sha256: "0".repeat(64) }, configs],
      [{ ...notebook, path: join(folder, "elsewhere/note.ipynb") }, configs],
      [{ ...notebook, id: "shelf/other" }, configs],
      [notebook, { ...configs, files: [join(folder, "sub/deno.json"), ...configs.files] }],
    ];
    for (const [other, config] of others) assert.equal(await memo.isClean(other, config), false);
  });
});

Deno.test("CheckedMemo does not remember what was saved while it was checked", async () => {
  await inProject(files, async (folder) => {
    const notebook = await notebookOf(["n;\n"], { path: join(folder, "note.ipynb") });
    const configs = configsOf(folder);
    const memo = await CheckedMemo.open(folder);
    const reached = [join(folder, "lib/n.ts")];
    await memo.remember(notebook, { configs, reached, began: 0 });
    assert.equal(await memo.isClean(notebook, configs), false);
  });
});
