import { markup } from "../render/escape.ts";
import type { Card } from "../review/prompts.ts";
import { addPage, type SiteContext } from "./context.ts";

/** Questions bound to claims: asked in the page, or, without scripts, to be opened one by one. */
export async function addReview(context: SiteContext, cards: readonly Card[]): Promise<void> {
  const file = await context.files.addAsset(JSON.stringify(cards), "json");
  addPage(context, "review/", (link) => ({
    title: "Review",
    here: "review",
    description: "Questions whose answers are claims that CI confirms.",
    scripts: ["review"],
    body: markup`<h1>Review</h1>
<p class="lead">${cards.length} questions on the notes. Every answer is bound to a claim: when its verdict or its
number changes, the question comes back and says so.</p>
<p class="small">Questions return when you are about to forget them (FSRS). What you know stays in this browser; nothing is sent.</p>
<div data-review="${link(file)}" data-root="${link("")}"></div>
<noscript>${
      cards.map(({ question, answer, path, note }) =>
        markup`<details class="folded"><summary>${question}</summary><p>${answer} <a href="${
          link(path)
        }">${note}</a></p></details>
`
      )
    }</noscript>`,
  }));
}
