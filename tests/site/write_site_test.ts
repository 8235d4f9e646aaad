import { deepStrictEqual as deepEqual, strictEqual as equal, throws } from "node:assert/strict";
import { join } from "node:path";
import { Files } from "../../scripts/site/files.ts";
import { writeSite } from "../../scripts/site/write_site.ts";

function site(...pages: string[]): Files {
  const files = new Files();
  files.add("claims.json", "{}");
  for (const page of pages) files.add(page, page);
  return files;
}

async function inFolder(work: (folder: string) => void): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    work(folder);
  } finally {
    await Deno.chmod(folder, 0o755);
    await Deno.remove(folder, { recursive: true });
  }
}

const names = (folder: string) => [...Deno.readDirSync(folder)].map(({ name }) => name).sort();

Deno.test("writeSite() makes the folder exactly these files, and leaves nothing beside it", () =>
  inFolder((folder) => {
    const out = join(folder, "a", "site");
    deepEqual(writeSite(out, site("index.html", "old/index.html")), { pages: 2, bytes: 26 });
    deepEqual(writeSite(out, site("index.html")), { pages: 1, bytes: 12 });
    deepEqual(names(out), ["claims.json", "index.html"]);
    deepEqual(names(join(folder, "a")), ["site"]);
  }));

Deno.test("writeSite() takes an empty folder, and never a foreign one or a file", () =>
  inFolder((folder) => {
    Deno.mkdirSync(join(folder, "empty"));
    writeSite(join(folder, "empty"), site());
    Deno.mkdirSync(join(folder, "mine"));
    Deno.writeTextFileSync(join(folder, "mine", "thesis.tex"), "x");
    Deno.writeTextFileSync(join(folder, "file"), "x");
    throws(() => writeSite(join(folder, "mine"), site()), /it holds something else \(thesis.tex\)/);
    throws(() => writeSite(join(folder, "file"), site()), /it holds something else \(a file\)/);
    deepEqual(names(join(folder, "mine")), ["thesis.tex"]);
    deepEqual(names(folder), ["empty", "file", "mine"]);
  }));

Deno.test("a site that cannot be written is not seen: the one before stays", () =>
  inFolder((folder) => {
    const out = join(folder, "site");
    writeSite(out, site("index.html"));
    // a file where a later one wants a folder
    const wrong = /^BadInput: Cannot write the site to ".*site": /;
    throws(() => writeSite(out, site("a", "a/b/index.html")), wrong);
    deepEqual(names(out), ["claims.json", "index.html"]);
    deepEqual(names(folder), ["site"]);
  }));

Deno.test("no file of a site is there twice or outside it", () => {
  const files = site("a");
  throws(() => files.add("a", ""), /Cannot add a to the site: it is there already, wanted it once/);
  for (const path of ["../a", "a/../../b", "/a", "a//b", "", "a\\..\\b", "a b", "a/..", "x/\0"]) {
    throws(() => files.add(path, ""), /wanted names of letters, digits, dots and dashes/);
  }
});

Deno.test("the same asset is kept once, under a name made of its content", async () => {
  const files = new Files();
  equal(await files.addAsset("a", "json"), await files.addAsset("a", "json"));
  deepEqual(files.entries().map(([path]) => path), ["assets/ca978112ca1bbdca.json"]);
});
