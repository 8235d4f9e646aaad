import { deepStrictEqual as deepEqual, match, strictEqual as equal } from "node:assert/strict";
import { JSDOM } from "jsdom";
import { buildSite, siteFiles } from "../../scripts/site/build.ts";
import { collectSite } from "../../scripts/site/collect/collect_site.ts";
import type { Note, Site } from "../../scripts/site/collect/model.ts";
import { renderAtom } from "../../scripts/site/feeds/atom.ts";
import { bibtexOf, cslOf } from "../../scripts/site/feeds/citation.ts";
import { claimReview, shortened } from "../../scripts/site/feeds/json_ld.ts";
import { record, Repository } from "./repository.ts";

const BASE = "https://example.org/list/";

/** A site of one note, whose claim was confirmed and is corrected. */
async function twoRevisions(): Promise<{ repository: Repository; site: Site; note: Note }> {
  const repository = new Repository();
  repository.accept([record()], { claims: { "four-is-four": "new → confirmed" } });
  repository.accept([record({ corrected: true })], {
    because: "check-was-wrong: <it> & it\u0007",
    claims: { "four-is-four": "confirmed → corrected" },
    at: 100_000,
  });
  const site = await collectSite(repository.root);
  return { repository, site, note: site.notes[0]! };
}

/** Throws when a text is no XML. */
function xml(text: string): Document {
  return new JSDOM(text, { contentType: "application/xml" }).window.document;
}

Deno.test("a site built twice has the same bytes", async () => {
  const { repository, site } = await twoRevisions();
  using _ = repository;
  const first = (await buildSite(repository.root, { base: BASE })).entries();
  const second = (await siteFiles(site, { root: repository.root, base: BASE })).entries();
  deepEqual(first.map(([path]) => path), second.map(([path]) => path));
  for (const [i, [path, bytes]] of first.entries()) {
    equal(new TextDecoder().decode(bytes) === new TextDecoder().decode(second[i]![1]), true, path);
  }
  const paths = first.map(([path]) => path);
  const rev = site.notes[0]!.claims[0]!.revisions[1]!.rev;
  for (
    const path of [
      ...["index.html", "404.html", "shelf/index.html", "shelf/note/index.html", "claims.json"],
      ...["feed.xml", "shelf/feed.xml", "shelf/note/feed.xml", "badges/shelf/note.svg"],
      `c/shelf/note/four-is-four/${rev}/index.html`,
    ]
  ) equal(paths.includes(path), true, path);
  const file = (path: string) =>
    new TextDecoder().decode(first.find(([name]) => name === path)![1]);
  const [claim] = JSON.parse(file("claims.json")).claims;
  deepEqual(claim.revisions, site.notes[0]!.claims[0]!.revisions.map(({ rev }) => rev));
  equal(claim.url, `${BASE}c/shelf/note/four-is-four/`);
  equal(claim.since, "2023-11-16");
  const places = [...xml(file("sitemap.xml")).querySelectorAll("loc")].map((loc) =>
    loc.textContent
  );
  equal(places.includes(BASE), true);
  deepEqual(places.filter((place) => /[0-9a-f]{16}|404/.test(place!)), []);
  equal(places.length, new Set(places).size);
  equal(
    xml(file("badges/shelf/note.svg")).querySelector("title")?.textContent,
    "claims: 1 corrected",
  );
  deepEqual(JSON.parse(file("badges/shelf/note.json")), {
    schemaVersion: 1,
    label: "claims",
    message: "1 corrected",
    color: "blue",
  });
});

Deno.test("the feed tells a changed verdict and a new note once, and is XML whatever the reason", async () => {
  const { repository, site } = await twoRevisions();
  using _ = repository;
  const feed = renderAtom(site, site.changes, { base: BASE, path: "feed.xml", title: "A & B" });
  const entries = [...xml(feed).querySelectorAll("entry")];
  deepEqual(entries.map((entry) => entry.querySelector("title")!.textContent), [
    "note: four-is-four is now corrected (was confirmed)",
    "Numbers is new",
  ]);
  match(entries[0]!.querySelector("content")!.textContent!, /<it> & it\\u0007$/);
  const ids = entries.map((entry) => entry.querySelector("id")!.textContent);
  equal(new Set(ids).size, 2);
  match(ids[0]!, /^tag:example\.org,2026:c\/shelf\/note\/four-is-four\/2023-/);
  equal(xml(feed).querySelector("feed > updated")!.textContent, site.changes[0]!.at);
  const gone = { ...site.changes[0]!, claim: "no-longer-made", is: "removed" };
  const late = xml(renderAtom(site, [gone], { base: BASE, path: "feed.xml", title: "" }));
  equal(late.querySelector("entry > link")!.getAttribute("href"), `${BASE}shelf/note/`);
  const quiet = renderAtom(site, [], { base: BASE, path: "feed.xml", title: "" });
  equal(xml(quiet).querySelector("entry"), null);
});

Deno.test("a claim's review has what ClaimReview requires, and out of scope there is none", async () => {
  const { repository, note } = await twoRevisions();
  using _ = repository;
  const [claim] = note.claims;
  const long = { ...claim!, record: { ...claim!.record, says: "a long claim ".repeat(20) } };
  const review = claimReview(long, note, BASE) as Record<string, Record<string, unknown>>;
  equal(review["@type"] as unknown, "ClaimReview");
  equal(review["url"] as unknown, `${BASE}c/shelf/note/four-is-four/`);
  equal(String(review["claimReviewed"]).length <= 75, true);
  deepEqual(review["reviewRating"], {
    "@type": "Rating",
    ratingValue: 1,
    bestRating: 3,
    worstRating: 1,
    alternateName: "corrected",
  });
  equal(review["itemReviewed"]!["text"], long.record.says);
  const scoped = { ...claim!, record: { ...claim!.record, verdict: "out-of-scope" as const } };
  equal(claimReview(scoped, note, BASE), undefined);
});

Deno.test("shortened() cuts between words and keeps what fits", () => {
  equal(shortened("as it is", 8), "as it is");
  equal(shortened("one two three", 9), "one two…".slice(0, 8));
  equal(shortened("x".repeat(99), 75).length, 75);
});

Deno.test("BibTeX escapes what TeX would read as commands, and cites the post first", async () => {
  const { repository, note } = await twoRevisions();
  using _ = repository;
  const odd = { ...note, post: { ...note.post, title: "50% of $x_1^2$ {is} #1 & \\more~" } };
  const [post, own] = bibtexOf(odd, BASE).split("\n\n");
  match(post!, /^@misc\{note:post,\n/);
  match(
    post!,
    /title = \{50\\% of \\\$x\\_1\\textasciicircum 2\\\$ \\\{is\\\} \\#1 \\& \\textbackslash more\\textasciitilde {2}\(Numbers \\& more\)\}/,
  );
  match(own!, /url = \{https:\/\/example\.org\/list\/shelf\/note\/\}/);
  equal((post!.match(/(?<!\\)\{/g) ?? []).length, (post!.match(/(?<!\\)\}/g) ?? []).length);
});

Deno.test("CSL splits a name where it has two parts, and dates the post", async () => {
  const { repository, note } = await twoRevisions();
  using _ = repository;
  const [post, own] = cslOf(note, BASE) as Record<string, unknown>[];
  deepEqual(post!["author"], [{ given: "Ann", family: "Author" }]);
  deepEqual(post!["issued"], { "date-parts": [[2025, 1, 2]] });
  equal(own!["URL"], `${BASE}shelf/note/`);
  const single = { ...note, post: { ...note.post, author: "Ann" } };
  deepEqual((cslOf(single, BASE) as typeof post[])[0]!["author"], [{ literal: "Ann" }]);
});
