import type { Site } from "../collect/model.ts";
import { claimAddress } from "../render/links.ts";

/** Every claim with its evidence in one file, for who wants to keep or count them. */
export function claimsJson({ notes }: Site, base: string): string {
  const claims = notes.flatMap((note) =>
    note.claims.map((claim) => ({
      id: claim.path,
      url: base + claimAddress(claim),
      source: { url: note.post.url, title: note.post.title, author: note.post.author },
      notebook: `notebooks/${note.id}.ipynb`,
      cell: claim.cell.id,
      worlds: note.worlds,
      since: claim.revisions[0]?.since ?? null,
      revisions: claim.revisions.map(({ rev }) => rev),
      record: claim.record,
    }))
  );
  return JSON.stringify({ schema: 1, claims }) + "\n";
}
