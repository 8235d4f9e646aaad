/** What is refused before anything runs: one line that says what and where, one that says what to try. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { notebook } from "./notes.ts";
import { type Files, Sandbox } from "./sandbox.ts";

const BAD = "notebooks/mathematics/bad.ipynb";
const bad = 'Cannot read "mathematics/bad": ';
const good = notebook("const one = 1;");
const text = JSON.stringify(good, null, 1);

interface Refused {
  /** What is laid into the copy first. */
  files?: Files;
  args?: string[];
  message: string | RegExp;
  fix: RegExp;
}

const [cell] = good.cells;
const RESTORE = /^restore it from version control$/;
const SAVE = /^open it in Jupyter and save it, or restore it from version control$/;
const data = (name: string) => new RegExp(`^git checkout -- data/${name}`);

/** How a notebook can be unreadable; each is the only thing wrong with the repository. */
const notebooks: Record<string, Pick<Refused, "message" | "fix"> & { is: Files[string] }> = {
  "not JSON": {
    is: text.replace('"cells": [', '"cells": [ oops'),
    message:
      `${bad}it is not JSON at line 2, column 13 (near "oops\\n  {\\n   "), wanted a notebook`,
    fix: RESTORE,
  },
  "not nbformat 4": {
    is: { ...good, nbformat: 3 },
    message: `${bad}its nbformat is 3, wanted 4`,
    fix: /^jupyter nbconvert /,
  },
  "a truncated file": {
    is: text.slice(0, 200),
    message:
      /^Cannot read "mathematics\/bad": it is cut short at line \d+, column \d+, wanted a whole notebook$/,
    fix: RESTORE,
  },
  "an empty file": {
    is: "",
    message: `${bad}it is empty, wanted a notebook`,
    fix: /deno task note/,
  },
  "a notebook without cells": {
    is: { ...good, cells: [] },
    message: `${bad}it has no code, wanted at least one code cell`,
    fix: /^write a code cell, or leave it out: deno task reproduce "!mathematics\/bad"$/,
  },
  "a notebook of prose": {
    is: notebook({ prose: "Only words." }),
    message: `${bad}it has no code, wanted at least one code cell`,
    fix: /^write a code cell/,
  },
  "duplicate cell ids": {
    is: { ...good, cells: [cell, cell] },
    message: `${bad}cells 1 and 2 share the id "cell-1", wanted unique ids`,
    fix: /^give cell 2 an id of its own$/,
  },
  "another kernel's language": {
    is: {
      ...good,
      metadata: { kernelspec: { name: "python3", display_name: "Python 3", language: "python" } },
    },
    message: `${bad}its kernel is "python3", wanted the "deno" kernel (TypeScript)`,
    fix: /^choose the Deno kernel in Jupyter and save$/,
  },
  "invalid UTF-8": {
    is: new Uint8Array([...new TextEncoder().encode(text.slice(0, 40)), 0xff, 0x41]),
    message: `${bad}byte 0xff at offset 40 (line 4) is not UTF-8, wanted UTF-8 text`,
    fix: /^save it again as UTF-8$/,
  },
  "a cell without source": {
    is: { ...good, cells: [{ ...cell, source: undefined }] },
    message: `${bad}cell 1 of 1 must have required property 'source'`,
    fix: SAVE,
  },
  "stored outputs of 60 MB": {
    is: notebook({ source: "1;", printed: "x".repeat(60e6) }),
    message: /^Cannot read "mathematics\/bad": it holds 60\.\d MB, at most 50\.0 MB are read$/,
    fix: /^clear its largest outputs and save it again$/,
  },
};

const post = { id: "p", shelf: "s", title: "T", author: "A", date: "2025-01-31", language: "en" };
const whole = { ...post, url: "https://example.org/p", kind: "deep", notebooks: ["p"] };
const shelves = [{ id: "s", title: "S" }];
const verdict = { is: "confirmed", rev: "0123456789abcdef" };
const listed = { sha256: "0".repeat(64), source: "a", licence: "MIT", made_with: "b" };

const others: Record<string, Refused> = {
  "an unknown key in data/sources.json": {
    files: { "data/sources.json": { shelves, posts: [{ ...whole, tags: [] }] } },
    message: 'Cannot read data/sources.json: post "p" has an unknown key "tags"',
    fix: data("sources\\.json"),
  },
  "an unknown key at the top of data/sources.json": {
    files: { "data/sources.json": { shelves, posts: [], more: 1 } },
    message: 'Cannot read data/sources.json: it has an unknown key "more"',
    fix: data("sources\\.json"),
  },
  "an unknown key in data/verdicts.json": {
    files: { "data/verdicts.json": { "a/b": { claim: { ...verdict, by: "me" } } } },
    message: 'Cannot read data/verdicts.json: "a/b", "claim" has an unknown key "by"',
    fix: data("verdicts\\.json"),
  },
  "a verdict that is none in data/verdicts.json": {
    files: { "data/verdicts.json": { "a/b": { claim: { ...verdict, is: "true" } } } },
    message: 'Cannot read data/verdicts.json: "a/b", "claim" has "is": "true", ' +
      "wanted confirmed, refined, corrected, out-of-scope",
    fix: data("verdicts\\.json"),
  },
  "an unknown key in data/MANIFEST.json": {
    files: { "data/MANIFEST.json": { files: { "a.json": { ...listed, by: "me" } } } },
    message: 'Cannot read data/MANIFEST.json: "a.json" has an unknown key "by", ' +
      "want sha256, source, licence, made_with",
    fix: data("MANIFEST\\.json"),
  },
  "a value that is no time in data/timings.json": {
    files: { "data/timings.json": { "a/b": { seconds: 3 } } },
    message: 'Cannot read data/timings.json: "a/b" is {"seconds":3}, wanted seconds',
    fix: data("timings\\.json"),
  },
  "a data file that is not JSON": {
    files: { "data/verdicts.json": "{" },
    message: /^Cannot read data\/verdicts\.json: it is not JSON \(.*\)$/,
    fix: data("verdicts\\.json"),
  },
  "a data file with another sha256": {
    files: { "data/a.json": "[]", "data/MANIFEST.json": { files: { "a.json": listed } } },
    message:
      "Cannot use data/a.json: its sha256 is 4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba87" +
      `3c2f11161202b945, data/MANIFEST.json wants ${"0".repeat(64)}`,
    fix: data("a\\.json"),
  },
  "a data file that is missing": {
    files: { "data/MANIFEST.json": { files: { "a.json": listed } } },
    message: "Cannot use data/a.json: data/MANIFEST.json lists it and it is missing",
    fix: data("a\\.json"),
  },
  "an unknown id": {
    args: ["mathematics/godo"],
    message: 'Cannot find note "mathematics/godo": no note, shelf or file has this name',
    fix: /^mathematics\/good$/,
  },
  "an id like no other": {
    args: ["zebra"],
    message: 'Cannot find note "zebra": no note, shelf or file has this name',
    fix: /^deno task reproduce --why, which names every note$/,
  },
  "a missing file": {
    args: ["./absent.ipynb"],
    message: 'Cannot find notebook "./absent.ipynb": there is no such file',
    fix: /--why/,
  },
  "a pattern that nothing matches": {
    args: ["physics/*"],
    message: 'Cannot find notes: nothing matches "physics/*"',
    fix: /--why/,
  },
  "a folder without notebooks": {
    args: ["scripts/text"],
    message: 'Cannot find notes: there is no notebook in the folder "scripts/text"',
    fix: /--why/,
  },
  "a folder named like a notebook": {
    files: { "elsewhere.ipynb/README.md": "" },
    args: ["elsewhere.ipynb"],
    message: 'Cannot find notes: there is no notebook in the folder "elsewhere.ipynb"',
    fix: /--why/,
  },
  "a file that is no notebook": {
    args: ["deno.json"],
    message: 'Cannot reproduce "deno.json": it is not a notebook, wanted an .ipynb file',
    fix: /--why/,
  },
  "an unknown option": {
    args: ["--frehs"],
    message: "Cannot read the command line: there is no option --frehs",
    fix: /^--fresh$/,
  },
  "an option without its value": {
    args: ["--out", "--fresh"],
    message: "Cannot read --out: it has no value, wanted one",
    fix: /^--out executed$/,
  },
  "a value that cannot be read": {
    args: ["--cell-timeout", "soon"],
    message:
      'Cannot read --cell-timeout: "soon" is not a time span, wanted a number with ms, s, m or h',
    fix: /^--cell-timeout 30s$/,
  },
  "options that contradict each other": {
    args: ["--watch", "--shard", "1/2"],
    message:
      "Cannot combine --watch with --shard: watching is for one desk, shards are for a CI matrix",
    fix: /^leave out --shard$/,
  },
  "--only-failed before any run": {
    args: ["--only-failed"],
    message: "Cannot run only what failed: no last run is on record, wanted one",
    fix: /^deno task reproduce$/,
  },
  "an output folder that is a file": {
    args: ["--out", "deno.json"],
    message: 'Cannot write to "deno.json": File exists, wanted a folder that can be written',
    fix: /^--out with another folder$/,
  },
  "an output folder inside a file": {
    args: ["--out", "deno.json/executed"],
    message:
      'Cannot write to "deno.json/executed": Not a directory, wanted a folder that can be written',
    fix: /^--out with another folder$/,
  },
  "an output folder that is the notebooks'": {
    args: ["--out", "notebooks"],
    message:
      'Cannot write to "notebooks": there lies "mathematics/good" itself, and a run changes no notebook',
    fix: /^--out with another folder; deno task accept keeps outputs in the notebook$/,
  },
  "a report in place of a folder": {
    args: ["--html", "lib"],
    message: "Cannot write --html lib: it is a folder, wanted a file in a writable folder",
    fix: /^--html lib\/report\.html$/,
  },
};

const cases: Record<string, Refused> = {
  ...Object.fromEntries(
    Object.entries(notebooks).map(([name, { is, ...rest }]) => [
      name,
      { ...rest, files: { [BAD]: is } },
    ]),
  ),
  ...others,
};

Deno.test("what cannot be read is refused in one line, and nothing runs or changes", async (t) => {
  await using box = Sandbox.make({ "mathematics/good": good });
  const untouched = box.hashes();

  for (const [name, { files = {}, args = [], message, fix }] of Object.entries(cases)) {
    await t.step(name, async () => {
      const ran = await box.whileWritten(files, async () => {
        const laid = box.hashes();
        const ran = await box.run("reproduce/main.ts", args);
        assert.deepEqual(box.hashes(), laid);
        return ran;
      });
      assert.deepEqual([ran.code, ran.stdout], [2, ""], ran.stderr);
      const [said = "", tryLine = "", ...more] = ran.stderr.split("\n");
      if (typeof message === "string") assert.equal(said, message);
      else assert.match(said, message);
      assert.ok(tryLine.startsWith("Try: "), ran.stderr);
      assert.match(tryLine.slice("Try: ".length), fix);
      assert.deepEqual(more, [""]);
    });
  }

  await t.step("no notebook ran, and none waits for review", async () => {
    assert.deepEqual(box.hashes(), untouched);
    const state = join(box.root, ".rederive");
    for (const name of ["pending", "last_run.json", "timings.json", "pids", "check"]) {
      await assert.rejects(Deno.stat(join(state, name)), Deno.errors.NotFound, name);
    }
  });
});
