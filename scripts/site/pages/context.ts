import type { Site } from "../collect/model.ts";
import type { Files } from "../files.ts";
import { type Link, linksFrom } from "../render/links.ts";
import { type PageOptions, renderPage } from "./page.ts";

/** What every page is made from. */
export interface SiteContext {
  site: Site;
  files: Files;
  /** Address the site is published under, with a slash at its end. */
  base: string;
  /** Address of the code, likewise, when it is known. */
  repository?: string | undefined;
  /** Whether the search page can search by meaning too. */
  meaning?: boolean | undefined;
  /** Path of the style sheet. */
  style: string;
  /** Paths of the client's modules by name. */
  scripts: Readonly<Record<string, string>>;
  /** Path of the page that draws a plot anew. */
  plotFrame: string;
  /** Paths of what a page needs to re-check a note, by note. */
  plans: ReadonlyMap<string, string>;
}

type Part = Omit<PageOptions, "link" | "canonical" | "style" | "scripts"> & {
  scripts?: readonly string[];
};

/** Adds the page at an address ("" is home; others end in a slash). */
export function addPage(
  context: SiteContext,
  address: string,
  make: (link: Link) => Part,
): void {
  const link = linksFrom(address);
  const { scripts = [], ...part } = make(link);
  const page = renderPage({
    ...part,
    link,
    canonical: context.base + address,
    style: context.style,
    scripts: scripts.flatMap((name) => context.scripts[name] ?? []),
  });
  context.files.add(`${address}index.html`, page);
}
