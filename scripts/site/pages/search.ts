import { markup } from "../render/escape.ts";
import type { Link } from "../render/links.ts";
import type { MeaningPaths } from "../search/add_meaning.ts";
import { searchEntries, searchFile } from "../search/search_file.ts";
import { addPage, type SiteContext } from "./context.ts";

/** Search over notes and claims, in the page. */
export async function addSearch(context: SiteContext): Promise<void> {
  const { site, files, meaning } = context;
  const file = await files.addAsset(searchFile(site), "json");
  const paths = meaning ? await addPaths() : undefined;
  addPage(context, "search/", (link) => ({
    title: "Search",
    here: "search",
    description: "Search the notes and their claims.",
    scripts: ["search"],
    body: markup`<h1>Search</h1>
<noscript><p>The search runs in your browser and needs scripts. Without them, <a href="${
      link("corrections/")
    }">what was wrong</a> and <a href="${link("")}">the shelves</a> list everything.</p></noscript>
<div data-search="${link(file)}" data-root="${link("")}"${
      paths ? markup` data-meaning="${JSON.stringify(mapped(paths, link))}"` : ""
    }></div>`,
  }));

  /** What embeds is loaded only for this: it is much. */
  async function addPaths(): Promise<MeaningPaths> {
    const { addMeaning } = await import("../search/add_meaning.ts");
    return await addMeaning(searchEntries(site), files);
  }
}

function mapped(paths: MeaningPaths, link: Link): MeaningPaths {
  const entries = Object.entries(paths).map(([name, path]) => [name, link(path)]);
  return Object.fromEntries(entries);
}
