import { markup } from "../render/escape.ts";
import { linksFromRoot } from "../render/links.ts";
import type { SiteContext } from "./context.ts";
import { renderPage } from "./page.ts";

/** What is shown for an address that there is not. */
export function addNotFound({ files, base, style }: SiteContext): void {
  const link = linksFromRoot(base);
  files.add(
    "404.html",
    renderPage({
      title: "No such page",
      description: "There is no page at this address.",
      link,
      canonical: `${base}404.html`,
      style,
      body: markup`<h1>There is no such page</h1>
<p>The address may be mistyped, or the claim may have another name now. Try <a href="${
        link("search/")
      }">the search</a>, or <a href="${link("")}">the shelves</a>.</p>`,
    }),
  );
}
