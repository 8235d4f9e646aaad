import { longDate } from "../../note/long_date.ts";
import type { Note, RemovedClaim } from "../collect/model.ts";
import { words } from "../render/card.ts";
import { markup } from "../render/escape.ts";
import { claimAddress, type Link } from "../render/links.ts";
import { addRevision, crumb, renderHistory } from "./claim.ts";
import { addPage, type SiteContext } from "./context.ts";

/** What stays at the address of a claim that a note makes no more: that it is gone, when and why. */
export function addRemovedClaim(context: SiteContext, claim: RemovedClaim, note: Note): void {
  const { id, path, on, because, revisions } = claim;
  const title = words({ id, says: revisions[0]?.record.says });
  addPage(context, claimAddress(claim), (link) => ({
    title: `${title}, removed`,
    description: `The note makes this claim no more, since ${longDate(on)}.`,
    body: markup`${crumb(note, link)}
<h1>${title}</h1>
<p class="banner">The note makes this claim no more. It was removed on ${
      longDate(on)
    } (${because}).</p>
${renderHistory({ path, before: revisions }, link)}`,
  }));
  for (const revision of revisions) {
    const state = (link: Link) => [
      ". ",
      markup`<a href="${link(claimAddress(claim))}">The note makes this claim no more</a>.`,
    ];
    addRevision(context, { claim, note, revision, state });
  }
}
