/** notebooks/README.md: every post, what became of its claims, and which posts have no note yet. */
import { notesOf } from "../note/find_post.ts";
import { longDate } from "../note/long_date.ts";
import type { Post, Sources } from "../reproduce/judge/sources.ts";
import { VERDICTS } from "../reproduce/report/verdicts.ts";
import { escapeCell, escapeMarkdown, link } from "../text/markdown.ts";
import type { WrittenNote } from "./written_note.ts";

/** The page as Markdown; the same input always gives the same bytes. */
export function renderReadingList(
  { shelves, posts }: Sources,
  written: ReadonlyMap<string, WrittenNote>,
): string {
  const isWritten = (post: Post) => notesOf(post).some((note) => written.has(note));
  const sections = shelves.map((shelf) => {
    const onShelf = posts.filter((post) => post.shelf === shelf.id);
    return { shelf, onShelf, done: onShelf.filter(isWritten) };
  }).filter(({ onShelf }) => onShelf.length > 0);
  return [
    "# The reading list",
    "",
    ...introduction(posts.length, posts.filter(isWritten).length, [...written.values()]),
    "",
    "| shelf | posts | with a note |",
    "| :-- | --: | --: |",
    ...sections.map(({ shelf, onShelf, done }) =>
      `| [${escapeCell(shelf.title)}](#${
        anchor(shelf.title)
      }) | ${onShelf.length} | ${done.length} |`
    ),
    ...sections.flatMap(({ shelf, onShelf, done }) => [
      "",
      `## ${escapeMarkdown(shelf.title)}`,
      ...notesSection(done, written),
      ...waitingSection(onShelf, written),
    ]),
    "",
  ].join("\n");
}

function introduction(posts: number, done: number, written: readonly WrittenNote[]): string[] {
  const total = VERDICTS.map(({ is, sign, words }) => {
    const sum = written.reduce((sum, { counts }) => sum + counts[is], 0);
    return `${sign} ${sum} ${words}`;
  }).join(", ");
  return [
    `${posts} posts of five technical blogs, re-derived as notebooks in which every claim is judged by`,
    `evidence that runs. ${done} of them ${done === 1 ? "has" : "have"} a note so far: ${total}.`,
    "",
    "- ✓ **confirmed**: it holds as the post states it",
    "- ◐ **refined**: it holds under a condition that the post leaves out",
    "- ✎ **corrected**: something else is right",
    "- ○ **out of scope**: an opinion, a forecast, or something that cannot be run here",
    "",
    "A verdict is derived from measurements, never typed, and each check has a control that must fail.",
    "_Worlds_ are the numeric worlds in which the note gave the same digits. This page is written by",
    "`deno task list` from [data/sources.json](../data/sources.json), " +
    "[data/verdicts.json](../data/verdicts.json) and the outputs",
    "stored in the notebooks.",
  ];
}

function notesSection(done: readonly Post[], written: ReadonlyMap<string, WrittenNote>): string[] {
  if (done.length === 0) return [];
  const rows = done.flatMap((post) =>
    notesOf(post).flatMap((note) => {
      const found = written.get(note);
      return found ? [{ post, found }] : [];
    })
  );
  return [
    "",
    `| note | post | ${VERDICTS.map(({ sign }) => sign).join(" | ")} | worlds |`,
    "| :-- | :-- | --: | --: | --: | --: | :-- |",
    ...rows.map(({ post, found }) => noteRow(post, found)),
    ...rows.flatMap(({ found }) => amendments(found)),
  ];
}

function noteRow(post: Post, { note, counts, unaccepted, worlds }: WrittenNote): string {
  const [shelf, name] = note.split("/");
  const pending = unaccepted > 0 ? ` (${unaccepted} not accepted yet)` : "";
  const cells = [
    link(name!, `${shelf}/${name}.ipynb`) + pending,
    source(post),
    ...VERDICTS.map(({ is }) => String(counts[is])),
    worlds.join(", ") || "not compared",
  ];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

/** One line for each claim that did not hold as stated. */
function amendments({ note, amended }: WrittenNote): string[] {
  if (amended.length === 0) return [];
  const name = note.split("/")[1]!;
  const lines = amended.map(({ verdict, says, amendment }) => {
    const { sign } = VERDICTS.find(({ is }) => is === verdict)!;
    const how = verdict === "refined" ? "holds when" : "instead";
    return `- ${sign} ${escapeMarkdown(says)} → _${how}_: ${escapeMarkdown(amendment?.says ?? "")}`;
  });
  return ["", `**${escapeMarkdown(name)}**, corrected and refined:`, "", ...lines];
}

function waitingSection(
  onShelf: readonly Post[],
  written: ReadonlyMap<string, WrittenNote>,
): string[] {
  const waiting = onShelf.map((post) => ({
    post,
    missing: notesOf(post).filter((note) => !written.has(note)),
  })).filter(({ missing }) => missing.length > 0);
  if (waiting.length === 0) return [];
  return [
    "",
    "Without a note yet:",
    "",
    ...waiting.map(({ post, missing }) => {
      // one planned note says nothing new; several do, and so do the rest of a post begun
      const several = post.notebooks.length > 1
        ? `; planned: ${missing.map((note) => `\`${note.split("/")[1]}\``).join(", ")}`
        : "";
      return `- ${source(post)}${several}`;
    }),
  ];
}

function source({ title, titleTranslated, author, date, url }: Post): string {
  const translated = titleTranslated === undefined ? "" : ` (${escapeMarkdown(titleTranslated)})`;
  return `${link(title, url)}${translated}, ${escapeMarkdown(author)}, ${longDate(date)}`;
}

/** The anchor that GitHub gives a heading. */
function anchor(title: string): string {
  return title.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "").replaceAll(" ", "-");
}
