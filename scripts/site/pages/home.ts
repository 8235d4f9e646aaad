import { longDate } from "../../note/long_date.ts";
import { markup } from "../render/escape.ts";
import { claimAddress, noteAddress } from "../render/links.ts";
import { renderInline } from "../render/markdown.ts";
import { renderCounts, sumCounts } from "../render/verdict.ts";
import { words } from "../render/card.ts";
import { addPage, type SiteContext } from "./context.ts";

/** Shelves and notes with their counts, and what changed last. */
export function addHome(context: SiteContext): void {
  const { site } = context;
  const { shelves, notes, posts, changes } = site;
  const blogs = new Set(posts.map(({ author }) => author)).size;
  const worlds = new Set(notes.flatMap((note) => note.worlds)).size;
  addPage(context, "", (link) => ({
    title: "",
    here: "home",
    description: "Study notes re-derived as notebooks that run: every claim judged by evidence.",
    body: markup`
      <h1>A reading list that is re-run</h1>
      <p
        class="lead">${posts.length} posts of ${blogs} technical blogs. Each becomes a notebook that computes what the post says.
      Every statement gets a verdict that no one types: it follows from measurements, beside a control that must fail.</p>
      ${renderCounts(sumCounts(notes))}
      <p
        class="small">${notes.length} ${
      notes.length === 1 ? "note" : "notes"
    } so far, each run in ${worlds} numeric ${worlds === 1 ? "world" : "worlds"}. <a href="${
      link("about/")
    }">How a verdict is made</a>; <a href="${
      link(
        "corrections/",
      )
    }">what was wrong</a>.</p>
      ${
      shelves.filter((shelf) => shelf.notes.length > 0).map((shelf) =>
        markup`
          <section class="shelf" aria-labelledby="${shelf.id}">
            <h2 id="${shelf.id}"><a href="${link(`${shelf.id}/`)}">${shelf.title}</a></h2>
            <ul class="notes">${
          shelf.notes.map((note) =>
            markup`<li><h3><a href="${link(noteAddress(note.id))}">${note.title}</a></h3>
<p>${renderInline(note.gist)}</p>${renderCounts(note.counts)}</li>`
          )
        }</ul>
          </section>
        `
      )
    }<section class="shelf" aria-labelledby="waiting">
        <h2 id="waiting">Shelves that wait for a note</h2>
        <ul class="columns">${
      shelves.filter((shelf) => shelf.notes.length === 0).map((shelf) =>
        markup`<li><a href="${
          link(`${shelf.id}/`)
        }">${shelf.title}</a> <span class="small">${shelf.posts.length} ${
          shelf.posts.length === 1 ? "post" : "posts"
        }</span></li>`
      )
    }</ul>
      </section>
      ${
      changes.length === 0 ? "" : markup`
        <section class="changes" aria-labelledby="changed">
          <h2 id="changed">Changed last</h2>
          <ul>${
        changes.slice(0, 8).map(({ at, note, claim, was, is, because }) => {
          const known = notes.find(({ id }) => id === note);
          const where = claim === null
            ? noteAddress(note)
            : claimAddress({ path: `${note}/${claim}` });
          const claimed = known?.claims.find(({ id }) => id === claim);
          const name = claim === null
            ? known?.title ?? note
            : words({ id: claim, says: claimed?.record.says });
          const there = claim === null ? known : claimed;
          return markup`<li><time datetime="${at}">${longDate(at.slice(0, 10))}</time>: ${
            there ? markup`<a href="${link(where)}">${name}</a>` : name
          } ${
            claim === null
              ? "is new"
              : markup`is now ${is.replaceAll("-", " ")}${
                was ? markup`, was ${was.replaceAll("-", " ")}` : ""
              }`
          } <span class="small">(${because})</span></li>`;
        })
      }</ul>
        </section>
      `
    }
    `,
  }));
}
