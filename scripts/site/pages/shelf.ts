import { notesOf } from "../../note/find_post.ts";
import type { Shelf } from "../collect/model.ts";
import { markup } from "../render/escape.ts";
import { noteAddress } from "../render/links.ts";
import { renderInline } from "../render/markdown.ts";
import { renderCounts, sumCounts } from "../render/verdict.ts";
import { renderByline } from "./byline.ts";
import { addPage, type SiteContext } from "./context.ts";

/** A shelf: its notes with their counts, then the posts that have none yet. */
export function addShelf(context: SiteContext, shelf: Shelf): void {
  const { id, title, posts, notes } = shelf;
  const written = new Set(notes.map((note) => note.id));
  const waiting = posts.filter((post) => !notesOf(post).some((note) => written.has(note)));
  addPage(context, `${id}/`, (link) => ({
    title,
    description: `${title}: ${posts.length} posts, ${notes.length} re-derived as notebooks.`,
    feed: `${id}/feed.xml`,
    body: markup`<h1>${title}</h1>
<p class="lead">${posts.length} ${posts.length === 1 ? "post" : "posts"}, ${
      notes.length === 0
        ? "none re-derived yet"
        : markup`${posts.length - waiting.length} re-derived`
    }.</p>
${notes.length === 0 ? "" : renderCounts(sumCounts(notes))}
<ul class="notes">${
      notes.map((note) =>
        markup`<li><h2><a href="${link(noteAddress(note.id))}">${note.title}</a></h2>
<p class="byline">${renderByline(note.post)}</p><p>${renderInline(note.gist)}</p>${
          renderCounts(note.counts)
        }</li>`
      )
    }</ul>
${
      waiting.length === 0 ? "" : markup`
        <h2>Without a note yet</h2>
        <ul>${waiting.map((post) => markup`<li>${renderByline(post)}</li>`)}</ul>
      `
    }`,
  }));
}
