import type { Change, Note, Site } from "../collect/model.ts";
import { escapeHtml } from "../render/escape.ts";
import { claimAddress, noteAddress } from "../render/links.ts";

export interface FeedOptions {
  /** Address of the site, with a slash at its end. */
  base: string;
  /** Path of the feed itself. */
  path: string;
  title: string;
}

/** New notes and changed verdicts, nothing else: a feed that stays quiet. */
export function renderAtom(
  { notes }: Pick<Site, "notes">,
  changes: readonly Change[],
  { base, path, title }: FeedOptions,
): string {
  const host = new URL(base).hostname;
  const updated = changes[0]?.at ?? "1970-01-01T00:00:00.000Z";
  const entries = changes.map((change) => {
    const note = notes.find(({ id }) => id === change.note);
    const address = change.claim === null
      ? noteAddress(change.note)
      : claimAddress({ path: `${change.note}/${change.claim}` });
    return `<entry>
<id>tag:${host},2026:${address}${change.at}/${change.is}</id>
<title>${escapeHtml(titleOf(change, note))}</title>
<link href="${base}${pageOf(change, note) ?? ""}"/>
<updated>${change.at}</updated>
<content type="text">${escapeHtml(contentOf(change, note))}</content>
</entry>
`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${base}${path}</id>
<title>${escapeHtml(title)}</title>
<link rel="self" href="${base}${path}"/>
<link href="${base}"/>
<updated>${updated}</updated>
<author><name>rederive</name></author>
${entries.join("")}</feed>
`;
}

/** The page of what changed: of a claim without one, its note's; none without a note. */
function pageOf({ claim }: Change, note?: Note): string | undefined {
  const found = [...note?.claims ?? [], ...note?.removed ?? []].find(({ id }) => id === claim);
  return found ? claimAddress(found) : note && noteAddress(note.id);
}

function titleOf({ note, claim, was, is }: Change, known?: Note): string {
  if (claim === null) return `${known?.title ?? note} is new`;
  const name = `${note.split("/")[1]}: ${claim}`;
  const verdict = is.replaceAll("-", " ");
  return was === null ? `${name} is ${verdict}` : `${name} is now ${verdict} (was ${was})`;
}

function contentOf({ claim, because }: Change, note?: Note): string {
  const record = note?.claims.find(({ id }) => id === claim)?.record;
  return [record?.says, record?.amendment?.says, because].filter(Boolean).join("\n");
}
