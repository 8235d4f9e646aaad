import { tex } from "@mdit/plugin-tex";
import MarkdownIt from "markdown-it";
import { highlight } from "./code.ts";
import { Html, trusted } from "./escape.ts";
import { renderMath } from "./math.ts";
import { showSigns } from "./visible.ts";

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false, highlight })
  .use(tex, {
    delimiters: "dollars",
    allowInlineWithSpace: false,
    render: (content, isDisplay) =>
      isDisplay
        ? `<div class="math" tabindex="0">${renderMath(content, true)}</div>`
        : renderMath(content, false),
  });

// Only web and mail addresses, places in the page and files beside it; a javascript: link stays text.
markdown.validateLink = (url) =>
  /^(https?:|mailto:|#|\.{0,2}\/|[\w-]+\.(md|ipynb))/i.test(url.trim());

// From a note to a note: their pages are folders, one deeper than the notebooks.
const NOTEBOOK = /^((?:\.\.\/)?(?:[\w-]+\/)?[\w-]+)\.ipynb(#.*)?$/;

// Pictures in prose would load from elsewhere: their words are shown.
markdown.renderer.rules["image"] = (tokens, i) => {
  const { content } = tokens[i]!;
  return markdown.utils.escapeHtml(content);
};

// A wide table is scrolled in a box that the keyboard reaches.
markdown.renderer.rules["table_open"] = () => '<div class="table" tabindex="0"><table>\n';
markdown.renderer.rules["table_close"] = () => "</table></div>\n";

type Token = ReturnType<MarkdownIt["parse"]>[number];

export interface MarkdownOptions {
  /** Added to the level of every heading, so that a page has one `h1`. */
  deeper?: number;
  /** Ids of the page that no heading may take; those of the headings are added. */
  taken?: Set<string>;
}

/** Prose as HTML: raw HTML in it is shown as text, formulas are MathML. */
export function renderMarkdown(
  source: string,
  { deeper = 0, taken = new Set() }: MarkdownOptions = {},
): Html {
  const tokens = markdown.parse(showSigns(source), {});
  for (const [i, token] of tokens.entries()) {
    alignByClass(token);
    if (token.type === "th_open" && tokens[i + 1]?.content === "") {
      token.tag = tokens[i + 2]!.tag = "td"; // a header of nothing is none
    } else if (token.type === "th_open") token.attrSet("scope", "col");
    for (const child of token.children ?? []) linkPages(child);
    if (!token.type.startsWith("heading_")) continue;
    token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + deeper)}`;
    if (token.type !== "heading_open") continue;
    token.attrSet("id", slug(tokens[i + 1]?.content ?? "", taken));
  }
  return trusted(markdown.renderer.render(tokens, markdown.options, {}));
}

/** A column's side as a class: inline styles are forbidden on every page. */
function alignByClass(token: Token): void {
  const side = /text-align:(\w+)/.exec(token.attrGet("style") ?? "")?.[1];
  if (side === undefined) return;
  token.attrs = token.attrs!.filter(([name]) => name !== "style");
  if (side !== "left") token.attrJoin("class", `to-${side}`);
}

/** A link to a notebook becomes one to its page. */
function linkPages(token: Token): void {
  const [, path, place = ""] = NOTEBOOK.exec(token.attrGet("href") ?? "") ?? [];
  if (path !== undefined) token.attrSet("href", `../${path}/${place}`);
}

/** One line of prose, without a paragraph around it. */
export function renderInline(source: string): Html {
  return trusted(markdown.renderInline(showSigns(source)));
}

function slug(text: string, taken: Set<string>): string {
  const plain = text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "-").replaceAll(/^-|-$/g, "") ||
    "part";
  let id = plain;
  for (let turn = 2; taken.has(id); turn++) id = `${plain}-${turn}`;
  taken.add(id);
  return id;
}
