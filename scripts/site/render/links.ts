/** From a page to another file of the site, so that the site works under any address. */
export type Link = (path: string) => string;

/** Links of the page at `from` (`c/shelf/note/claim/`; "" is home). */
export function linksFrom(from: string): Link {
  const up = "../".repeat(from.split("/").length - 1);
  return (path) => up + path || "./";
}

/** The 404 page is shown under any address, so its links start at the site's own. */
export function linksFromRoot(base: string): Link {
  const root = new URL(base).pathname.replace(/\/?$/, "/");
  return (path) => root + path;
}

export const noteAddress = (note: string) => `${note}/`;
export const claimAddress = (claim: { path: string }) => `c/${claim.path}/`;
export const revisionAddress = (claim: { path: string }, rev: string) => `c/${claim.path}/${rev}/`;
