/** The search page: finds notes and claims while the reader types; nothing leaves the page. */
import { VERDICTS } from "../../reproduce/report/verdicts.ts";
import { type Entry, type SearchFile, SearchIndex } from "../search/search_index.ts";
import { element } from "./dom.ts";
import type { MeaningAddresses, openMeaning } from "./meaning.ts";

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
/** Cosines of a query with each entry, once the reader has asked for them. */
let meaningsOf: Awaited<ReturnType<typeof openMeaning>> | undefined;
/** Unticks the box and says why. */
let giveUpMeaning = (_: unknown): void => {};
/** Counts what was asked: an answer that comes late is not shown. */
let latest = 0;
const asked = new URL(location.href).searchParams.get("q");
if (asked) input.value = asked;
input.addEventListener("input", show);
input.focus();
show();

const meaning = place.dataset["meaning"];
if (meaning) offerMeaning(JSON.parse(meaning));

type Addresses = MeaningAddresses & { script: string };

/** A box to tick: nothing is loaded before. */
function offerMeaning(addresses: Addresses): void {
  const box = element("input", { type: "checkbox", id: "meaning" });
  const note = element("span", { role: "status", class: "small" });
  let opened: ReturnType<typeof openMeaning> | undefined;
  const words = "Search by meaning too (loads 23 MB, then works in this page)";
  input.after(element("p", {}, box, element("label", { for: "meaning" }, words), " ", note));
  giveUpMeaning = (error) => {
    meaningsOf = opened = undefined; // who ticks the box again tries again
    box.checked = box.disabled = false;
    const [reason] = (error as Error).message.split("\n");
    note.textContent = `That cannot be done here: ${reason}`;
  };
  box.addEventListener("change", async () => {
    meaningsOf = undefined;
    if (!box.checked) return show();
    box.disabled = true;
    note.textContent = "loading …";
    try {
      meaningsOf = await (opened ??= open(addresses));
      note.textContent = "";
      box.disabled = false;
    } catch (error) {
      return giveUpMeaning(error);
    }
    await show();
  });
}

/** Loads the module and what it needs. */
async function open(addresses: Addresses): ReturnType<typeof openMeaning> {
  const absolute = Object.fromEntries(
    Object.entries(addresses).map(([name, path]) => [name, new URL(path, location.href).href]),
  ) as Addresses;
  const module: { openMeaning: typeof openMeaning } = await import(absolute.script);
  return await module.openMeaning(absolute);
}

/** Shows what is found by words, and a moment later, if that is wanted, by meaning too. */
async function show(): Promise<void> {
  const query = input.value;
  const turn = ++latest;
  render(query, index.search(query));
  if (!meaningsOf || query.trim() === "") return;
  await new Promise((resolve) => setTimeout(resolve, 150)); // who goes on typing is not done
  if (turn !== latest) return;
  try {
    const meanings = await meaningsOf(query);
    if (turn === latest) render(query, index.search(query, { meanings }));
  } catch (error) {
    giveUpMeaning(error); // what was found by words stays
  }
}

function render(query: string, found: readonly Entry[]): void {
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
