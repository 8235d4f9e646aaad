import assert, { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { siteFiles } from "../../scripts/site/build.ts";
import { collectSite } from "../../scripts/site/collect/collect_site.ts";
import { record, Repository } from "./repository.ts";

const BASE = "https://example.org/list/";
const ADDRESS = "c/shelf/note/two-is-two/index.html";

/** A note of two claims, the second of which is removed, and made again if asked for. */
function removed({ andBack = false } = {}): Repository {
  const repository = new Repository();
  const [four, two] = [record(), record({ id: "two-is-two", says: "two is <b>two</b>" })];
  repository.accept([four, two], {
    claims: { "four-is-four": "new → confirmed", "two-is-two": "new → confirmed" },
  });
  repository.accept([four], {
    because: "check-was-wrong: it is another claim's",
    claims: { "two-is-two": "confirmed → removed" },
    at: 100_000,
  });
  if (andBack) {
    const claims = { "two-is-two": "new → confirmed" };
    repository.accept([four, two], { because: "note-edited: back", claims, at: 200_000 });
  }
  return repository;
}

Deno.test("a claim that was removed keeps its address, with the date, the reason and what it said", async () => {
  using repository = removed();
  const site = await collectSite(repository.root);
  deepEqual(
    site.notes[0]!.removed.map((
      { id, on, because, revisions },
    ) => [id, on, because, revisions.length]),
    [["two-is-two", "2023-11-16", "check-was-wrong: it is another claim's", 1]],
  );
  const files = new Map((await siteFiles(site, { root: repository.root, base: BASE })).entries());
  const text = (path: string) => new TextDecoder().decode(files.get(path));
  const page = text(ADDRESS);
  assert.match(
    page,
    /removed on 16 November 2023 \(check-was-wrong: it is another claim(&#39;|&apos;|')s\)/,
  );
  assert.match(page, /<s>two is &lt;b&gt;two&lt;\/b&gt;<\/s>/);
  const { rev } = site.notes[0]!.removed[0]!.revisions[0]!;
  assert.match(text(`c/shelf/note/two-is-two/${rev}/index.html`), /makes this claim no more/);
  assert.ok(text("feed.xml").includes(`<link href="${BASE}c/shelf/note/two-is-two/"/>`));
  assert.doesNotMatch(text("claims.json"), /two-is-two/);
});

Deno.test("a claim that is made again is a claim like others", async () => {
  using repository = removed({ andBack: true });
  const { notes } = await collectSite(repository.root);
  deepEqual(notes[0]!.removed, []);
  equal(notes[0]!.claims.length, 2);
});
