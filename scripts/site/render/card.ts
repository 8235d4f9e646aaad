import { type CardPart, cardRows, type ClaimRecord } from "@rederive/lib/claim";
import { type Html, markup } from "./escape.ts";
import { renderInline } from "./markdown.ts";
import { renderVerdict } from "./verdict.ts";

export interface CardOptions {
  /** Level of the card's heading; none where the page's own heading says it. */
  level?: 3 | 4;
  /** Where the claim has a page of its own, if this is not it. */
  address?: string;
  /** Words below the rows: the cell, the date. */
  foot?: Html;
  /** Put on the card, so that a link can point at it. */
  anchor?: string;
}

/** A claim as judged: what the note says, what was run, what came out, and what had to fail. */
export function renderCard(
  record: ClaimRecord,
  { level, address, foot, anchor }: CardOptions = {},
): Html {
  const { id, says, at, verdict, strength } = record;
  const title = words(record);
  const name = address ? markup`<a href="${address}">${title}</a>` : title;
  const heading = level === undefined
    ? ""
    : level === 3
    ? markup`<h3>${name}</h3>`
    : markup`<h4>${name}</h4>`;
  return markup`
    <article class="card ${verdict}" ${anchor && markup`id="${anchor}"`} data-claim="${id}">
    <header>${verdict && renderVerdict(verdict)}${heading}</header>
    <p class="says"><span class="label">The note says (${renderText(at)}):</span> ${
    renderText(
      says,
    )
  }</p>
    <dl>${
    cardRows(record).map(({ label, parts }) =>
      markup`
        <div>
          <dt>${label}</dt>
          <dd>${parts.map(renderPart)}</dd>
        </div>
      `
    )
  }${
    strength && markup`
      <div>
        <dt>evidence</dt>
        <dd>${strength.replaceAll("-", " ")}</dd>
      </div>
    `
  }</dl>
    ${foot ? markup`<footer>${foot}</footer>` : ""}</article>
  `;
}

/** `temperature-is-a-divisor` as words; those that the claim itself spells like GPT or ViT, so. */
export function words({ id, says = "" }: { id: string; says?: string | undefined }): string {
  const spelt = new Map(
    (says.match(/[\p{L}\p{N}]+/gu) ?? [])
      .filter((word) => /.\p{Lu}/u.test(word))
      .map((word) => [word.toLowerCase(), word]),
  );
  const text = id.split("-").map((word) => spelt.get(word) ?? word).join(" ");
  return text[0]!.toUpperCase() + text.slice(1);
}

function renderPart(part: CardPart): Html {
  if (typeof part === "string") return renderText(part);
  return "strong" in part
    ? markup`<strong>${part.strong}</strong>`
    : markup`<code>${part.code}</code>`;
}

/** What authors write in claims: words with `code` and formulas. Spaces around a piece stay. */
export function renderText(text: string): Html {
  const [, before = "", inside = "", after = ""] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  return markup`${before}${inside === "" ? "" : renderInline(inside)}${after}`;
}
