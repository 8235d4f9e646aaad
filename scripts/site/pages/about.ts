import { trusted } from "../render/escape.ts";
import { renderMarkdown } from "../render/markdown.ts";
import about from "./about.md" with { type: "text" };
import { addPage, type SiteContext } from "./context.ts";

/** How a verdict is made, and what it is not. */
export function addAbout(context: SiteContext): void {
  addPage(context, "about/", () => ({
    title: "How a verdict is made",
    here: "about",
    description: "What a claim, a control, a verdict and its evidence are, and what they are not.",
    body: trusted(`<div class="prose">${renderMarkdown(about)}</div>`),
  }));
}
