import { renderCard } from "../render/card.ts";
import { markup } from "../render/escape.ts";
import { claimAddress, noteAddress } from "../render/links.ts";
import { renderCounts, sumCounts } from "../render/verdict.ts";
import { addPage, type SiteContext } from "./context.ts";

/** Every corrected and refined claim of the list, by note. */
export function addCorrections(context: SiteContext): void {
  const { notes } = context.site;
  const { corrected, refined } = sumCounts(notes);
  const amended = notes.filter(({ counts }) => counts.corrected + counts.refined > 0);
  addPage(context, "corrections/", (link) => ({
    title: "What was wrong",
    here: "corrections",
    description: "Every statement of the reading list that did not hold as its post states it.",
    body: markup`
      <h1>What was wrong</h1>
      <p
        class="lead">${corrected} statements are corrected: something else is right. ${refined} are refined: they hold
      under a condition that the post leaves out. The posts are study notes, written to learn and to share; a correction says
      nothing about their authors.</p>
      <ul class="contents">${
      amended.map(({ name, title, counts: { corrected, refined } }) =>
        markup`
          <li><a href="#${name}">${title}</a> ${
          renderCounts({ "confirmed": 0, refined, corrected, "out-of-scope": 0 })
        }</li>
        `
      )
    }</ul>
      ${
      amended.map((note) => {
        const claims = (["corrected", "refined"] as const).flatMap((is) =>
          note.claims.filter(({ record }) => record.verdict === is)
        );
        return markup`
          <section
            aria-labelledby="${note.name}"><h2 id="${note.name}"><a href="${
          link(
            noteAddress(note.id),
          )
        }">${note.title}</a></h2>${
          claims.map((claim) =>
            renderCard(claim.record, { level: 3, address: link(claimAddress(claim)) })
          )
        }</section>
        `;
      })
    }
    `,
  }));
}
