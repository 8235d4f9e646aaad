import { longDate } from "../../note/long_date.ts";
import type { Claim, Note, Revision } from "../collect/model.ts";
import { claimReview } from "../feeds/json_ld.ts";
import { renderCard, renderText, words } from "../render/card.ts";
import { type Html, markup } from "../render/escape.ts";
import { claimAddress, type Link, noteAddress, revisionAddress } from "../render/links.ts";
import { addPage, type SiteContext } from "./context.ts";
import { renderByline } from "./byline.ts";

/** The page of a claim as it stands, and one of each revision it ever had. */
export function addClaim(context: SiteContext, claim: Claim, note: Note): void {
  const { record, revisions } = claim;
  addPage(context, claimAddress(claim), (link) => ({
    title: words(record),
    description: record.says,
    feed: `${noteAddress(note.id)}feed.xml`,
    scripts: ["check"],
    data: claimReview(claim, note, context.base),
    body: markup`${crumb(note, link)}
<h1>${words(record)}</h1>
${renderCard(record, { foot: foot(claim, note, link) })}
<div class="check" data-check="${note.id}" data-plan="${
      link(context.plans.get(note.id)!)
    }" data-check-claim="${claim.id}"></div>
<p class="byline">The post: ${renderByline(note.post)}.</p>
${renderHistory({ path: claim.path, before: revisions.slice(1) }, link)}
${dispute(claim, context.repository)}`,
  }));
  for (const revision of revisions) {
    addRevision(context, {
      claim,
      note,
      revision,
      state: (link) => stateOf(claim, revision, link),
    });
  }
}

/** The page of a revision; `state` follows its date: what became of it. */
export function addRevision(
  context: SiteContext,
  { claim, note, revision, state }: {
    claim: Pick<Claim, "id" | "path">;
    note: Note;
    revision: Revision;
    state: (link: Link) => readonly (Html | string)[];
  },
): void {
  const { rev, record, since } = revision;
  addPage(context, revisionAddress(claim, rev), (link) => ({
    title: `${words(record)}, revision ${rev}`,
    description: record.says,
    body: markup`${crumb(note, link)}
<h1>${words(record)}</h1>
<p class="banner">Revision <code>${rev}</code>${
      since ? markup`, accepted ${longDate(since)}` : ""
    }${state(link)}</p>
${renderCard(record)}`,
  }));
}

/** Why a revision was accepted, and whether it is the claim as it stands. */
function stateOf({ path, record, revisions }: Claim, revision: Revision, link: Link) {
  const { rev, because } = revision;
  const reason = because ? ` (${because})` : "";
  const today = markup`<a href="${link(claimAddress({ path }))}">the claim as it stands</a>.`;
  if (rev === record.rev) return [`${reason}. This is `, today];
  const next = revisions[revisions.indexOf(revision) - 1];
  const when = next?.since ? ` on ${longDate(next.since)}` : "";
  const why = next?.because ? ` (${next.because})` : "";
  return [`${reason}. It was superseded${when}${why}; `, today];
}

/** The way back to the note. */
export function crumb(note: Note, link: Link): Html {
  return markup`<p class="crumb"><a href="${link(noteAddress(note.id))}">${note.title}</a></p>`;
}

function foot(claim: Claim, note: Note, link: Link): Html {
  const cell = `${link(noteAddress(note.id))}#cell-${claim.cell.id}`;
  const since = claim.revisions[0]?.since;
  return markup`
    Evidence in <a href="${cell}">cell ${claim.cell.ordinal} of the notebook</a>. Revision <a
      href="${
    link(revisionAddress(claim, claim.record.rev))
  }"><code>${claim.record.rev}</code></a>${since ? markup`, accepted ${longDate(since)}` : ""}.
  `;
}

/** What the claim said before, struck through, the latest first. */
export function renderHistory(
  { path, before }: { path: string; before: readonly Revision[] },
  link: Link,
): Html | string {
  if (before.length === 0) return "";
  return markup`
    <section aria-labelledby="before">
      <h2 id="before">Before</h2>
      <ol class="before">${
    before.map(({ rev, record, since, because }) =>
      markup`<li><a href="${link(revisionAddress({ path }, rev))}"><code>${rev}</code></a>${
        since ? markup`, ${longDate(since)}` : ""
      }: <s>${renderText(record.says)}</s> ${
        record.verdict?.replaceAll("-", " ") ?? ""
      } <span class="small">${because}</span></li>`
    )
  }</ol>
    </section>
  `;
}

/** Where to disagree, when the repository is known. */
function dispute({ path }: Claim, repository: string | undefined): Html | string {
  if (repository === undefined) return "";
  const title = encodeURIComponent(`Claim ${path}`);
  const address = `${repository}issues/new?template=claim.yml&title=${title}`;
  return markup`
    <p
      class="small">Wrong, or unfair to the post? <a href="${address}" rel="noreferrer">Say so</a>, with what you would check instead.</p>
  `;
}
