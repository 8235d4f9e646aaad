import { deepStrictEqual as deepEqual, strictEqual as equal, throws } from "node:assert/strict";
import { join } from "node:path";
import { parseBlame, readAcceptances } from "../../scripts/site/collect/acceptances.ts";
import { changesOf } from "../../scripts/site/collect/changes.ts";
import { collectSite } from "../../scripts/site/collect/collect_site.ts";
import { recordsOf, splitBatch } from "../../scripts/site/collect/old_records.ts";
import { claimed, NOTE, noteOf, record, Repository, stored } from "./repository.ts";

const HASH = "0123456789abcdef0123456789abcdef01234567";
const blame = (line: string, hash = HASH) =>
  `${hash} 1 1 1\nauthor Ann\ncommitter-time 1700000000\nsummary a\n\t${line}\n`;

Deno.test("parseBlame() dates each line by its commit and leaves out what is not committed", () => {
  const line = '{"note":"a/b","because":"toolchain: x","claims":{"c":"new → refined"}}';
  deepEqual(parseBlame(blame(line) + blame(line, "0".repeat(40))), [{
    at: "2023-11-14T22:13:20.000Z",
    commit: HASH,
    note: "a/b",
    because: "toolchain: x",
    claims: { c: "new → refined" },
  }]);
});

Deno.test("parseBlame() names a line that accept did not write", () => {
  for (const line of ["{", "[]", "null", '{"note":"a/b","because":"x","claims":{"c":1}}']) {
    throws(() => parseBlame(blame(line)), /^BadInput: Cannot read data\/acceptances.jsonl: it has/);
  }
});

Deno.test("splitBatch() takes contents by their size, whatever is in them", () => {
  const bytes = new TextEncoder().encode(
    `${HASH} blob 5\né\n2\n\nx:y missing\n${HASH} blob 0\n\n`,
  );
  deepEqual(splitBatch(bytes), ["é\n2\n", null, ""]);
});

Deno.test("recordsOf() takes no record from what is no notebook, and none that is malformed", () => {
  const good = record();
  for (const text of ["", "[]", "null", '{"cells":{}}', '{"cells":[3,{"outputs":7}]}']) {
    deepEqual(recordsOf(text), []);
  }
  const bad = [null, "x", { ...good, id: "../up" }, { ...good, rev: "no" }, { ...good, says: 5 }];
  const odd = { ...good, asStated: { pass: true } };
  deepEqual(recordsOf(noteOf(...bad, odd, good)), [good]);
});

Deno.test("changesOf() tells new notes and changed verdicts, not revisions, the latest first", () => {
  const entry = (because: string, claims: Record<string, string>) => ({
    ...{ at: "", commit: HASH, note: "a/b", because, claims },
  });
  const changes = changesOf([
    entry("new-note: first", { c: "new → confirmed", d: "new → refined" }),
    entry("toolchain: x", { c: "confirmed, 1 → 2" }),
    entry("check-was-wrong: y", { c: "confirmed → corrected", d: "refined → removed" }),
  ]);
  deepEqual(changes.map(({ claim, was, is }) => [claim, was, is]), [
    ["d", "refined", "removed"],
    ["c", "confirmed", "corrected"],
    [null, null, "new"],
  ]);
});

Deno.test("collectSite() gives each claim its revisions, dated, with the reasons", async () => {
  using repository = new Repository();
  const before = record();
  const now = record({ corrected: true });
  repository.accept([before], { claims: { "four-is-four": "new → confirmed" } });
  repository.accept([now], {
    because: "check-was-wrong: it was",
    claims: { "four-is-four": "confirmed → corrected" },
    at: 100_000,
  });
  const { notes, changes, hasHistory } = await collectSite(repository.root);
  const [claim] = notes[0]!.claims;
  equal(hasHistory, true);
  deepEqual(claim!.revisions.map(({ rev, since, because }) => [rev, since, because]), [
    [now.rev, "2023-11-16", "check-was-wrong: it was"],
    [before.rev, "2023-11-14", "new-note: first run"],
  ]);
  deepEqual(changes.map(({ is }) => is), ["corrected", "new"]);
  deepEqual([notes[0]!.title, notes[0]!.gist], ["Numbers", "Numbers are what they are."]);
});

Deno.test("a shallow clone, and a folder without git, give today's revisions and no dates", async () => {
  using repository = new Repository();
  repository.accept([record()]);
  repository.accept([record({ corrected: true })], { at: 9 });
  const clone = join(repository.folder, "clone");
  repository.git(["clone", "-q", "--depth", "1", `file://${repository.root}`, clone]);
  Deno.removeSync(join(repository.root, ".git"), { recursive: true });
  for (const root of [clone, repository.root]) {
    equal(await readAcceptances(root), null);
    const { notes, hasHistory, changes } = await collectSite(root);
    deepEqual([hasHistory, changes], [false, []]);
    deepEqual(notes[0]!.claims[0]!.revisions.map(({ since }) => since), [null]);
  }
});

Deno.test("a history of many acceptances is read without waiting for ever", async () => {
  using repository = new Repository();
  const lines = Array.from(
    { length: 3000 },
    () => `{"note":"${NOTE}","because":"x","claims":{}}\n`,
  );
  repository.write("data/acceptances.jsonl", lines.join(""));
  const longName = { notebook: noteOf(record(), ...Array(20).fill({ much: "x".repeat(1000) })) };
  repository.accept([record()], longName);
  equal((await collectSite(repository.root)).notes[0]!.claims[0]!.revisions.length, 1);
});

Deno.test("only accepted claims are published: not another verdict, evidence, note or text", async () => {
  using repository = new Repository();
  const good = record();
  repository.accept([good, record({ id: "b-is-b" })], {
    notebook: noteOf(
      good,
      good,
      record({ id: "b-is-b", corrected: true }),
      record({ id: "b-is-b", says: "another text" }),
      { ...record({ id: "b-is-b" }), says: "a text that its rev denies" },
      record({ id: "b-is-b", note: "shelf/other" }),
      record({ id: "never-accepted" }),
    ),
  });
  const { notes } = await collectSite(repository.root);
  deepEqual(notes[0]!.claims.map(({ id }) => id), ["four-is-four"]);
  equal(notes[0]!.counts.confirmed, 1);
});

Deno.test("a note without an accepted claim is not published, and its shelf waits", async () => {
  using repository = new Repository();
  repository.write(
    `notebooks/${NOTE}.ipynb`,
    stored({ source: "1", outputs: [claimed(record())] }),
  );
  repository.commit(0);
  const { notes, shelves } = await collectSite(repository.root);
  deepEqual([notes, shelves.map(({ id, notes }) => [id, notes.length])], [[], [["shelf", 0]]]);
});
