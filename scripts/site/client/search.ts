/** The search page: finds notes and claims while the reader types; nothing leaves the page. */
import { VERDICTS } from "../../reproduce/report/verdicts.ts";
import { type Entry, type SearchFile, SearchIndex } from "../search/search_index.ts";
import { element } from "./dom.ts";

const place = document.querySelector<HTMLElement>("[data-search]")!;
const input = element("input", {
  type: "search",
  id: "query",
  autocomplete: "off",
  spellcheck: "false",
});
const status = element("p", { role: "status", class: "small" });
const list = element("ol", { class: "found" });
place.append(
  element("label", { for: "query", class: "small" }, "Words of a note or a claim"),
  input,
  status,
  list,
);

const root = new URL(place.dataset["root"]!, location.href);
const file: SearchFile = await (await fetch(new URL(place.dataset["search"]!, location.href)))
  .json();
const index = new SearchIndex(file.entries);
const asked = new URL(location.href).searchParams.get("q");
if (asked) input.value = asked;
input.addEventListener("input", show);
input.focus();
show();

function show(): void {
  const query = input.value;
  const found = index.search(query);
  list.replaceChildren(...found.map(renderEntry));
  status.textContent = query.trim() === ""
    ? `${file.entries.length} notes and claims, searched in this page.`
    : found.length === 0
    ? "Nothing found. Fewer or other words may help."
    : `${found.length} found`;
  const address = new URL(location.href);
  if (query) address.searchParams.set("q", query);
  else address.searchParams.delete("q");
  history.replaceState(null, "", address);
}

function renderEntry({ title, text, path, of, verdict }: Entry): HTMLElement {
  const known = VERDICTS.find(({ is }) => is === verdict);
  const sign = known
    ? element("span", { class: `verdict ${verdict}` }, `${known.sign} ${known.words}`)
    : element("span", { class: "verdict" }, "note");
  return element(
    "li",
    {},
    element("p", {}, sign, " ", element("a", { href: new URL(path, root).href }, title)),
    element("p", {}, text),
    element("p", { class: "small" }, of),
  );
}
