import { fileURLToPath } from "node:url";
import assert from "node:assert/strict";
import { readSources } from "../../scripts/reproduce/judge/sources.ts";
import { notesOf } from "../../scripts/note/find_post.ts";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
const { posts, shelves } = readSources(root)!;

Deno.test("data/sources.json has the 72 posts of five blogs, each once", () => {
  assert.equal(posts.length, 72);
  assert.equal(new Set(posts.map(({ id }) => id)).size, 72);
  assert.equal(new Set(posts.map(({ url }) => url)).size, 72);
  const byBlog = Map.groupBy(posts, ({ url }) => new URL(url).hostname);
  assert.deepEqual(
    Object.fromEntries([...byBlog].map(([host, list]) => [host, list.length])),
    {
      "hjcheng0602.github.io": 24,
      "imaddabbura.github.io": 20,
      "ianq.ai": 10,
      "julianygao.me": 10,
      "ryanzhang.info": 8,
    },
  );
  for (const { url } of posts) assert.equal(new URL(url).protocol, "https:");
});

Deno.test("data/sources.json translates every title that is not English, and no other", () => {
  for (const { id, title, titleTranslated } of posts) {
    const foreign = /\p{Script=Han}/u.test(title);
    assert.equal(titleTranslated !== undefined, foreign, id);
    assert.doesNotMatch(titleTranslated ?? "", /\p{Script=Han}/u);
  }
});

Deno.test("data/sources.json gives one author to each blog and a shelf to each post", () => {
  const authors = Map.groupBy(posts, ({ url }) => new URL(url).hostname);
  for (const [host, list] of authors) {
    assert.equal(new Set(list.map(({ author }) => author)).size, 1, host);
  }
  for (const { id } of shelves) assert(posts.some(({ shelf }) => shelf === id), id);
});

Deno.test("every note of the repository is planned by a post", () => {
  const planned = new Set(posts.flatMap(notesOf));
  for (const shelf of Deno.readDirSync(`${root}/notebooks`)) {
    if (!shelf.isDirectory) continue;
    for (const { name } of Deno.readDirSync(`${root}/notebooks/${shelf.name}`)) {
      if (!name.endsWith(".ipynb")) continue;
      assert(planned.has(`${shelf.name}/${name.slice(0, -".ipynb".length)}`), name);
    }
  }
});
