import { collectSite } from "./collect/collect_site.ts";
import type { Site } from "./collect/model.ts";
import { renderAtom } from "./feeds/atom.ts";
import { badgeJson, badgeSvg } from "./feeds/badges.ts";
import { claimsJson } from "./feeds/claims_json.ts";
import { sitemapOf } from "./feeds/sitemap.ts";
import { addClient } from "./bundle/add_client.ts";
import { addDataFiles } from "./bundle/add_data_files.ts";
import { addPlans } from "./bundle/add_plans.ts";
import { addPlotFrame } from "./bundle/add_plot_frame.ts";
import { stopBundling } from "./bundle/bundle.ts";
import { Files } from "./files.ts";
import { addAbout } from "./pages/about.ts";
import { addClaim } from "./pages/claim.ts";
import type { SiteContext } from "./pages/context.ts";
import { addCorrections } from "./pages/corrections.ts";
import { addHome } from "./pages/home.ts";
import { addNotFound } from "./pages/not_found.ts";
import { addNote } from "./pages/note.ts";
import { addRemovedClaim } from "./pages/removed_claim.ts";
import { addReview } from "./pages/review.ts";
import { addSearch } from "./pages/search.ts";
import { addShelf } from "./pages/shelf.ts";
import { readCards } from "./review/prompts.ts";
import { styleSheet } from "./style/style_sheet.ts";

export interface BuildOptions {
  /** Where the site will be read, with a slash at its end. */
  base: string;
  /** Where its code is, likewise; claims then link to its issues. */
  repository?: string | undefined;
  /** Lets the search page search by meaning too: 23 MB more, and a GPU to embed what can be found. */
  meaning?: boolean | undefined;
}

/** All files of the site of the repository at `root`; nothing is written. */
export async function buildSite(root: string, options: BuildOptions): Promise<Files> {
  return await siteFiles(await collectSite(root), { root, ...options });
}

/** All files of a site that was collected. */
export async function siteFiles(
  site: Site,
  { root, ...options }: BuildOptions & { root: string },
): Promise<Files> {
  const { base } = options;
  const files = new Files();
  const style = await styleSheet(files);
  const cards = readCards(root, site);
  const context: SiteContext = {
    ...options,
    site,
    files,
    style,
    scripts: await addClient(files),
    plotFrame: await addPlotFrame(files),
    plans: await addPlans(site, files),
  };
  await addDataFiles(root, files);
  addHome(context);
  for (const shelf of site.shelves) addShelf(context, shelf);
  for (const note of site.notes) {
    await addNote(context, note);
    for (const claim of note.claims) addClaim(context, claim, note);
    for (const claim of note.removed) addRemovedClaim(context, claim, note);
  }
  addCorrections(context);
  addAbout(context);
  await addSearch(context);
  await stopBundling();
  await addReview(context, cards);
  addNotFound(context);
  addFeeds(context);
  files.add("claims.json", claimsJson(site, base));
  files.add("icon.svg", ICON);
  files.add(".nojekyll", "");
  files.add("sitemap.xml", sitemapOf(files, base));
  return files;
}

function addFeeds({ site, files, base }: SiteContext): void {
  const add = (path: string, title: string, prefix: string) => {
    const changes = site.changes.filter(({ note }) => `${note}/`.startsWith(prefix));
    files.add(path, renderAtom(site, changes, { base, path, title }));
  };
  add("feed.xml", "rederive: verdicts that changed", "");
  for (const { id, title } of site.shelves) {
    add(`${id}/feed.xml`, `rederive: ${title}`, `${id}/`);
  }
  for (const note of site.notes) {
    add(`${note.id}/feed.xml`, `rederive: ${note.title}`, `${note.id}/`);
    files.add(`badges/${note.id}.json`, badgeJson(note));
    files.add(`badges/${note.id}.svg`, badgeSvg(note));
  }
}

const ICON =
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" ` +
  `fill="#0550ae"/><path d="M8 17l5 5 11-12" fill="none" stroke="#fff" stroke-width="4"/></svg>\n`;
