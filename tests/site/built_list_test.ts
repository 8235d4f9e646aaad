/** The reading list as it is built today: every link leads somewhere, and every page is HTML. */
import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { HtmlValidate } from "html-validate";
import { JSDOM } from "jsdom";
import { buildSite } from "../../scripts/site/build.ts";

const BASE = "https://example.org/list/";
const ROOT = fileURLToPath(new URL("../../", import.meta.url)).replace(/\/$/, "");

const files = new Map((await buildSite(ROOT, { base: BASE })).entries());
const text = new TextDecoder();
const pages = [...files.keys()].filter((path) => path.endsWith(".html") && !/^assets\//.test(path))
  .map((path) => ({ path, source: text.decode(files.get(path)!) }));

const documents = new Map(
  pages.map(({ path, source }) => [path, new JSDOM(source).window.document]),
);

/** The file that an address of the site is answered with. */
const fileOf = (url: URL) =>
  url.pathname.slice(new URL(BASE).pathname.length).replace(/(^|\/)$/, "$1index.html");

Deno.test("every link, picture and script of the site is there, and every anchor", () => {
  const broken: string[] = [];
  for (const [path, document] of documents) {
    const here = new URL(path.replace(/index\.html$/, ""), BASE);
    const attributes = [
      "href",
      "src",
      "data-plan",
      "data-plot",
      "data-frame",
      "data-search",
      "data-review",
    ];
    for (const name of attributes) {
      for (const element of document.querySelectorAll(`[${name}]`)) {
        const url = new URL(element.getAttribute(name)!, here);
        if (!url.href.startsWith(BASE)) continue;
        const file = fileOf(url);
        const anchor = decodeURIComponent(url.hash.slice(1));
        const isThere = files.has(file) &&
          (anchor === "" || documents.get(file)?.getElementById(anchor));
        if (!isThere) broken.push(`${path}: ${name}="${element.getAttribute(name)}"`);
      }
    }
  }
  deepEqual(broken, []);
});

Deno.test("addresses in the feeds, the sitemap and claims.json are pages", () => {
  const listed = [
    "sitemap.xml",
    "claims.json",
    ...[...files.keys()].filter((path) => path.endsWith("feed.xml")),
  ];
  const lost = listed.flatMap((path) =>
    [...text.decode(files.get(path)!).matchAll(/https:\/\/example\.org\/list\/[^"<\s]*/g)]
      .map(([address]) => new URL(address)).filter((url) => !files.has(fileOf(url)))
      .map(({ href }) => `${path}: ${href}`)
  );
  deepEqual([...new Set(lost)], []);
});

Deno.test("every page is valid HTML", async () => {
  const validator = new HtmlValidate({
    extends: ["html-validate:recommended"],
    rules: {
      // matters of taste
      "doctype-style": "off",
      "no-trailing-whitespace": "off",
      "long-title": "off",
      "attribute-boolean-style": "off",
      "void-style": "off",
      // a letter first was HTML 4's rule
      "valid-id": ["error", { relaxed: true }],
    },
  });
  const found: string[] = [];
  for (const { path, source } of pages) {
    const { results } = await validator.validateString(source, path);
    for (const { messages } of results) {
      found.push(
        ...messages.map(({ ruleId, line, message }) => `${path}:${line} ${ruleId}: ${message}`),
      );
    }
  }
  deepEqual(found.slice(0, 20), []);
});

Deno.test("every formula of the notes could be set, and each page has one h1 and no inline code", () => {
  for (const [path, document] of documents) {
    equal(document.querySelector(".as-written")?.textContent, undefined, path);
    equal(document.querySelectorAll("h1").length, 1, path);
    equal(
      document.querySelector("[style], style, script:not([src]):not([type='application/ld+json'])"),
      null,
      path,
    );
  }
});

Deno.test("the home page is light: at most 100 kB with all it loads", () => {
  const home = documents.get("index.html")!;
  const loads = [...home.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src], img")]
    .map((element) => element.getAttribute("href") ?? element.getAttribute("src")!);
  const bytes = ["index.html", ...loads].reduce((sum, path) => sum + files.get(path)!.length, 0);
  equal(bytes <= 100_000, true, `${bytes} bytes`);
});
