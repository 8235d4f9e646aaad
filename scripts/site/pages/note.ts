import type { Verdict } from "@rederive/lib/claim";
import { scholarlyArticle } from "../feeds/json_ld.ts";
import type { Cell, Claim, Note } from "../collect/model.ts";
import { renderCard, words } from "../render/card.ts";
import { renderCode } from "../render/code.ts";
import { type Html, markup } from "../render/escape.ts";
import { claimAddress, type Link, linksFrom, noteAddress } from "../render/links.ts";
import { renderInline, renderMarkdown } from "../render/markdown.ts";
import { renderOutput } from "../render/output.ts";
import { renderCounts, renderVerdict } from "../render/verdict.ts";
import { renderByline } from "./byline.ts";
import { addPage, type SiteContext } from "./context.ts";
import { renderCitation } from "./citation.ts";

/** What readers come for stands first. */
const ORDER: readonly Verdict[] = ["corrected", "refined", "confirmed", "out-of-scope"];

/** A note: its ledger, then the notebook as it was run. */
export async function addNote(context: SiteContext, note: Note): Promise<void> {
  const address = noteAddress(note.id);
  const link = linksFrom(address);
  const cells = await renderCells(note, { context, link });
  addPage(context, address, (link) => ({
    title: note.title,
    description: plain(note.gist),
    feed: `${address}feed.xml`,
    scripts: ["check", "plots"],
    data: scholarlyArticle(note, context.base),
    body: markup`
      <p class="crumb"><a href="${link(`${note.shelf}/`)}">${shelfTitle(context, note)}</a></p>
      <h1>${note.title}</h1>
      <p class="byline">A re-derivation of ${
      renderByline(
        note.post,
      )
    }. The post keeps its author's rights.</p>
      <p class="lead">${renderInline(note.gist)}</p>
      ${renderCounts(note.counts)}
      <p
        class="small">Run by Deno ${note.deno} in the worlds ${
      note.worlds.join(" and ") ||
      "of one machine"
    }, with the same digits in each. <a href="#notebook">The notebook</a> is below, <a href="#cite">how to cite it</a> at the end.</p>
      <div class="check" data-check="${note.id}" data-plan="${
      link(context.plans.get(note.id)!)
    }"></div>
      <section aria-labelledby="ledger"><h2 id="ledger">Claims</h2>
      ${ORDER.map((verdict) => renderLedger(note, verdict, link))}</section>
      <section class="notebook" aria-labelledby="notebook"><h2 id="notebook">The notebook</h2>
      ${cells}</section>
      <section aria-labelledby="cite"><h2 id="cite">Cite</h2>${
      renderCitation(
        note,
        context.base,
      )
    }</section>
    `,
  }));
}

/** Where a claim's card is on the note's page. */
const anchorOf = ({ id }: Claim) => `claim-${id}`;

/** Claims of one verdict: whole cards for those that did not hold as stated, folded ones for the rest. */
function renderLedger(note: Note, verdict: Verdict, link: Link): Html | string {
  const claims = note.claims.filter(({ record }) => record.verdict === verdict);
  if (claims.length === 0) return "";
  const isOpen = verdict === "corrected" || verdict === "refined";
  return markup`<div class="ledger">${
    claims.map((claim) => {
      const card = ledgerCard(claim, link);
      if (isOpen) return card;
      return markup`
        <details class="folded"
          id="${anchorOf(claim)}"><summary>${renderVerdict(verdict)} <span>${
        words(
          claim.record,
        )
      }</span></summary>${card}</details>
      `;
    })
  }</div>`;
}

function ledgerCard(claim: Claim, link: Link): Html {
  const isFolded = claim.record.verdict === "confirmed" || claim.record.verdict === "out-of-scope";
  return renderCard(claim.record, {
    level: 3,
    address: link(claimAddress(claim)),
    ...(isFolded ? {} : { anchor: anchorOf(claim) }),
    foot: markup`Evidence in <a href="#cell-${claim.cell.id}">cell ${claim.cell.ordinal}</a>`,
  });
}

async function renderCells(
  note: Note,
  { context, link }: { context: SiteContext; link: Link },
): Promise<Html[]> {
  const claims = new Map(note.claims.map((claim) => [claim.id, claim]));
  const taken = new Set([
    ...["main", "ledger", "notebook", "cite"],
    ...note.claims.map(anchorOf),
    ...note.cells.map(({ id }) => `cell-${id}`),
  ]);
  const output = {
    taken,
    files: context.files,
    plotFrame: context.plotFrame,
    link,
    claim: ({ id }: { id: string }) => {
      const claim = claims.get(id);
      return claim ? renderSlip(claim, link) : null;
    },
  };
  // the first cell says what the head of the page says
  const rest = note.cells.filter((cell, i) => i > 0 || cell.type === "code");
  const rendered: Html[] = [];
  for (const cell of rest) { // in turn: ids of headings are given in the page's order
    if (cell.type === "markdown") {
      const prose = renderMarkdown(cell.source, { deeper: 1, taken });
      rendered.push(markup`<div class="prose" id="cell-${cell.id}">${prose}</div>`);
      continue;
    }
    const outputs: Html[] = [];
    for (const one of cell.outputs) outputs.push(await renderOutput(one, output));
    rendered.push(markup`
      <div class="cell" id="cell-${cell.id}">${renderSource(cell)}${outputs}</div>
    `);
  }
  return rendered;
}

/** Code, folded under the comment that names what it answers. */
function renderSource({ ordinal, source }: Extract<Cell, { type: "code" }>): Html {
  const comment = /^\s*\/\/\s?(.*)/.exec(source)?.[1];
  return markup`
    <details
      class="source"><summary><span class="ordinal">[${ordinal}]</span> ${
    comment ??
      "code"
  }</summary>${renderCode(source)}</details>
  `;
}

/** In the notebook a claim is one line: the ledger above has its card. */
function renderSlip(claim: Claim, link: Link): Html {
  const { record } = claim;
  return markup`
    <p
      class="slip ${record.verdict}">${renderVerdict(record.verdict)} <a href="#${
    anchorOf(claim)
  }">${words(record)}</a> <a class="permalink" href="${
    link(
      claimAddress(claim),
    )
  }" aria-label="Permanent page of this claim">¶</a></p>
  `;
}

function shelfTitle({ site }: SiteContext, note: Note): string {
  return site.shelves.find(({ id }) => id === note.shelf)!.title;
}

/** Prose without its marks. */
function plain(text: string): string {
  return text.replaceAll(/[*_`$\\]/g, "");
}
