import {
  deepStrictEqual as deepEqual,
  doesNotMatch,
  match,
  strictEqual as equal,
} from "node:assert/strict";
import { JSDOM } from "jsdom";
import { buildSite } from "../../scripts/site/build.ts";
import { ACCEPTED, CANARY, ELSEWHERE, HOSTILE } from "./hostile.ts";
import { Repository } from "./repository.ts";

const BASE = "https://example.org/list/";

/** What a page of ours may hold at all. */
const ELEMENTS =
  /^(A|ABBR|ARTICLE|BLOCKQUOTE|BODY|BR|BUTTON|CODE|DD|DETAILS|DIV|DL|DT|EM|FIGURE|FOOTER|H[1-6]|HEAD|HEADER|HR|HTML|IFRAME|IMG|LI|LINK|MAIN|META|NAV|NOSCRIPT|OL|P|PRE|S|SCRIPT|SECTION|SPAN|STRONG|SUMMARY|TABLE|TBODY|TD|TH|THEAD|TIME|TITLE|TR|UL)$/;

Deno.test("a hostile notebook is built, and its pages hold nothing that runs, loads or covers", async () => {
  using repository = new Repository();
  repository.accept(ACCEPTED, {
    notebook: HOSTILE,
    because: `new-note: <script>${CANARY}</script>`,
  });
  const files = await buildSite(repository.root, { base: BASE });
  const text = new TextDecoder();
  const pages = files.entries().filter(([path]) => path.endsWith(".html"));
  const note = pages.find(([path]) => path === "shelf/note/index.html")!;
  equal(note[1].length < 3e6, true, `${note[1].length} bytes`);
  for (const [path, bytes] of pages) {
    const page = text.decode(bytes);
    // jsdom never runs or loads anything unless it is told to
    const { document } = new JSDOM(page).window;
    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    deepEqual(ids.filter((id, i) => ids.indexOf(id) !== i), [], path);
    const isFrame = path.startsWith("assets/");
    doesNotMatch(page, /(?![\t\n\u00ad\u200c\u200d])[\p{Cc}\p{Cf}]/u, path);
    for (const element of document.querySelectorAll("*")) {
      const { tagName, namespaceURI } = element;
      if (!isFrame && namespaceURI!.endsWith("xhtml")) match(tagName, ELEMENTS, path);
      for (const { name, value } of element.attributes) {
        doesNotMatch(name, /^on|^style$|^srcset$/, path);
        if (/^(href|src|action|data|poster|xlink:href)$/.test(name)) {
          checkAddress(tagName, value, path);
        }
      }
    }
    for (const script of document.querySelectorAll("script")) {
      const isOurs = /^(\.\.\/)*assets\/[0-9a-f]{16}\.js$/.test(script.getAttribute("src") ?? "");
      const isData = script.type === "application/ld+json" && JSON.parse(script.text);
      equal(Boolean(isOurs || isData) || path.startsWith("assets/"), true, path);
    }
    for (const frame of document.querySelectorAll("iframe")) {
      equal(frame.getAttribute("sandbox"), "");
    }
  }
  // the page is whole: head, ledger, notebook, foot
  const { document } = new JSDOM(text.decode(note[1])).window;
  deepEqual([...document.querySelectorAll("main h2")].map(({ id }) => id).slice(0, 2), [
    "ledger",
    "notebook",
  ]);
  equal(document.querySelectorAll("#ledger, #notebook, #cite, body > footer").length, 4);
  equal(document.querySelectorAll(".cell").length, 3);
  deepEqual([...document.querySelectorAll("[data-claim]")].length, 1);
  for (const svg of files.entries().filter(([path]) => path.endsWith(".svg"))) {
    doesNotMatch(text.decode(svg[1]), new RegExp(`${CANARY}|${ELSEWHERE}`), svg[0]);
  }
  deepEqual(files.entries().filter(([path]) => path.includes("..")), []);
  const feed = files.entries().find(([path]) => path === "feed.xml")![1];
  new JSDOM(text.decode(feed), { contentType: "application/xml" });
});

function checkAddress(tag: string, value: string, path: string): void {
  doesNotMatch(value, /^\s*(javascript|vbscript|blob|file):/i, path);
  // a link may lead elsewhere, nothing may come from there
  if (tag !== "A") {
    doesNotMatch(value, /^\s*(https?:)?\/\/(?!example\.org\/list\/)/, `${path} ${tag}`);
  }
}
