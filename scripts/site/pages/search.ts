import { markup } from "../render/escape.ts";
import { searchFile } from "../search/search_file.ts";
import { addPage, type SiteContext } from "./context.ts";

/** Search over notes and claims, in the page. */
export async function addSearch(context: SiteContext): Promise<void> {
  const file = await context.files.addAsset(searchFile(context.site), "json");
  addPage(context, "search/", (link) => ({
    title: "Search",
    here: "search",
    description: "Search the notes and their claims.",
    scripts: ["search"],
    body: markup`<h1>Search</h1>
<noscript><p>The search runs in your browser and needs scripts. Without them, <a href="${
      link("corrections/")
    }">what was wrong</a> and <a href="${link("")}">the shelves</a> list everything.</p></noscript>
<div data-search="${link(file)}" data-root="${link("")}"></div>`,
  }));
}
