import type { Site } from "../collect/model.ts";
import { words } from "../render/card.ts";
import { claimAddress, noteAddress } from "../render/links.ts";
import type { Entry, SearchFile } from "./search_index.ts";

/** Notes with their prose, and every claim, as the search page loads them. */
export function searchFile(site: Site): string {
  const file: SearchFile = { schema: 1, entries: searchEntries(site) };
  return JSON.stringify(file);
}

/** What can be found, in the order of the list. */
export function searchEntries({ notes }: Site): Entry[] {
  return notes.flatMap((note): Entry[] => {
    const prose = note.cells.filter(({ type }) => type === "markdown").map(({ source }) => source);
    const { title, titleTranslated = "", author } = note.post;
    return [
      {
        title: note.title,
        text: note.gist,
        path: noteAddress(note.id),
        of: author,
        verdict: null,
        also: [title, titleTranslated, ...prose].join(" "),
      },
      ...note.claims.map((claim) => {
        const { says, verdict, amendment } = claim.record;
        return {
          title: words(claim.record),
          text: says,
          path: claimAddress(claim),
          of: note.title,
          verdict,
          also: amendment?.says ?? "",
        };
      }),
    ];
  });
}
