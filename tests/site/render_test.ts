import {
  deepStrictEqual as deepEqual,
  doesNotMatch,
  match,
  strictEqual as equal,
} from "node:assert/strict";
import { renderCode } from "../../scripts/site/render/code.ts";
import { escapeHtml, markup, trusted } from "../../scripts/site/render/escape.ts";
import { linksFrom, linksFromRoot } from "../../scripts/site/render/links.ts";
import { renderInline, renderMarkdown } from "../../scripts/site/render/markdown.ts";
import { plainText } from "../../scripts/site/render/plain.ts";
import { readPng } from "../../scripts/site/render/png.ts";
import { renderText, words } from "../../scripts/site/render/card.ts";

const html = (source: string) => renderMarkdown(source).text.trim();

Deno.test("markup`` escapes what is filled in, in text and attributes, but not markup", () => {
  const evil = `"><script>'&`;
  const safe = "&quot;&gt;&lt;script&gt;&#39;&amp;";
  equal(markup`<a title="${evil}">${evil}</a>`.text, `<a title="${safe}">${safe}</a>`);
  equal(markup`${[markup`<b>${1}</b>`, "<", null, undefined, false, 0]}`.text, "<b>1</b>&lt;0");
  equal(
    markup`
    <p>${trusted("<i>")} x</p>
  `.text,
    "<p><i> x</p>",
  );
  equal(markup`  plain  `.text, "plain");
});

Deno.test("signs that reorder or hide text are written out wherever text becomes HTML", () => {
  equal(
    escapeHtml("a\u202eb\u2066c\u0007d\u200be\ufefff"),
    String.raw`a\u202eb\u2066c\u0007d\u200be\ufefff`,
  );
  equal(escapeHtml("👩‍🔬 naïve\tx\r\n数"), "👩‍🔬 naïve\tx\n数");
  for (const text of [html("a\u202eb"), html("`a\u202eb`"), renderInline("a\u202eb").text]) {
    match(text, /a\\u202eb/);
  }
  match(renderCode("// a\u202eb").text, /a\\u202eb/);
  equal(renderText(" a\u202eb ").text, String.raw` a\u202eb `);
});

Deno.test("raw HTML in prose is shown as text, and no address but a web page's becomes a link", () => {
  const evil = "<script>x</script><img src=x onerror=y>";
  doesNotMatch(html(evil), /<script|<img/);
  match(html(evil), /&lt;script&gt;x/);
  const addresses = [
    ...["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java&#115;cript:alert(1)", "vbscript:x"],
    ...["data:text/html,<script>", "file:///etc/passwd", "\u0001javascript:x", "blob:x"],
  ];
  for (const address of addresses) doesNotMatch(html(`[x](<${address}>) <${address}>`), /href/);
  match(html("[x](https://example.org/)"), /<a href="https:\/\/example\.org\/">x<\/a>/);
  match(html("[x](#part)"), /href="#part"/);
  equal(html('![words](https://example.org/a.png "t")'), "<p>words</p>");
});

Deno.test("a link from a notebook to another leads to that one's page", () => {
  // the page of notebooks/shelf/note.ipynb is shelf/note/
  const page = new URL("https://example.org/shelf/note/");
  const lead = (to: string) =>
    new URL(/href="([^"]+)"/.exec(html(`[x](${to})`))![1]!, page).pathname;
  equal(lead("clip.ipynb"), "/shelf/clip/");
  equal(lead("../retrieval/bm25.ipynb"), "/retrieval/bm25/");
  match(html("[x](clip.ipynb#1-loss)"), /href="\.\.\/clip\/#1-loss"/);
  match(html("**[x](clip.ipynb)**, [y](https://example.org/a.ipynb)"), /clip\/".*org\/a\.ipynb"/);
});

Deno.test("formulas are MathML without inline style, and one that cannot be set stands as written", () => {
  for (
    const source of [
      "$\\color{red}{x} \\, y$",
      "$$\\begin{aligned} a &= b \\\\ &< c\\end{aligned}$$",
    ]
  ) {
    match(html(source), /<math/);
    doesNotMatch(html(source), / style=|class="katex-error"|<script/);
  }
  equal(html("$\\frac{<b>$"), '<p><code class="as-written">\\frac{&lt;b&gt;</code></p>');
  doesNotMatch(html("$\\href{javascript:alert(1)}{x}$"), /href=/);
  doesNotMatch(html("$\\includegraphics{https://example.org/a.png}$"), /<m?img|src=/);
  match(html("$\\def\\a{\\a\\a}\\a$"), /as-written/);
  equal(html("it costs $5 and $6"), "<p>it costs $5 and $6</p>");
});

Deno.test("a table's sides are classes, for inline styles are forbidden", () => {
  const table = html("| a | b | c |\n|:--|--:|:-:|\n| 1 | 2 | 3 |");
  doesNotMatch(table, /style/);
  match(table, /<td>1<\/td>\n<td class="to-right">2<\/td>\n<td class="to-center">3<\/td>/);
});

Deno.test("headings are lowered, and no two of a page share an id", () => {
  const taken = new Set(["ledger"]);
  const page = ["# Ledger\n\n## 数 §", "# Ledger", "## !"].map((source) =>
    renderMarkdown(source, { deeper: 1, taken }).text
  ).join("");
  deepEqual([...page.matchAll(/<(h\d) id="([^"]*)"/g)].map(([, tag, id]) => [tag, id]), [
    ["h2", "ledger-2"],
    ["h3", "数"],
    ["h2", "ledger-3"],
    ["h3", "part"],
  ]);
});

Deno.test("code is coloured by classes, and stays text in a language that is not known", () => {
  match(renderCode("const a = `<b>`;").text, /<span class="hljs-keyword">const<\/span>.*&lt;b&gt;/);
  match(html('```evil"><b>\n<i>\n```'), /&lt;i&gt;/);
  doesNotMatch(html('```evil"><b>\n<i>\n```'), /<b>|<i>/);
});

Deno.test("plainText() takes colours away, shows control signs and cuts what is huge", () => {
  equal(plainText("\u001b[31mred\u001b[0m\n"), "red");
  equal(plainText("a\u0000b\rc\u2067d"), String.raw`a\u0000b\u000dc\u2067d`);
  const lines = plainText(`${"x\n".repeat(10_000)}`).split("\n");
  deepEqual([lines.length, lines.at(-1)], [401, "… (10000 lines)"]);
  match(plainText("y".repeat(10_000_000)), /^y{2000} … \(10000000 characters\)$/);
});

Deno.test("readPng() takes a PNG's size from its head, and nothing else", () => {
  const head = (width: number, height: number) => {
    const bytes = new Uint8Array(33);
    bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    new DataView(bytes.buffer).setUint32(16, width);
    new DataView(bytes.buffer).setUint32(20, height);
    return bytes.toBase64();
  };
  const { width, height } = readPng(head(700, 450).replace(/^(....)/, "$1\n"))!;
  deepEqual([width, height], [700, 450]);
  const wrong = ["", "!!!", "AAAA", btoa("<svg>".repeat(20)), head(0, 5), head(5, 2 ** 31)];
  for (const text of wrong) equal(readPng(text), null);
});

Deno.test("links go up from a page to the site's root, wherever the site is", () => {
  equal(linksFrom("")("about/"), "about/");
  equal(linksFrom("")(""), "./");
  equal(linksFrom("c/a/b/c/")("about/"), "../../../../about/");
  equal(linksFromRoot("https://example.org/list/")("about/"), "/list/about/");
});

Deno.test("an id as words, spelt as its claim spells them", () => {
  equal(words({ id: "temperature-is-a-divisor" }), "Temperature is a divisor");
  const says = "Vision Transformers (ViT) are trained as GPT is; π0 and iBOT too.";
  equal(words({ id: "vit-and-ibot-are-trained-as-gpt", says }), "ViT and iBOT are trained as GPT");
  // a capital that starts a word is that of a sentence, or of a name that is no shorthand
  equal(words({ id: "is-a-vision-transformer", says }), "Is a vision transformer");
});
