import { bibtexOf, cslOf } from "../feeds/citation.ts";
import type { Note } from "../collect/model.ts";
import { type Html, markup } from "../render/escape.ts";

/** The post first, the re-derivation second: BibTeX to copy, CSL for reference managers. */
export function renderCitation(note: Note, base: string): Html {
  return markup`
    <p>The post first, then its re-derivation.</p>
    <pre class="code" tabindex="0"><code>${bibtexOf(note, base)}</code></pre>
    <details>
      <summary>CSL-JSON</summary>
      <pre class="code" tabindex="0"><code>${
    JSON.stringify(
      cslOf(note, base),
      null,
      2,
    )
  }</code></pre>
    </details>
  `;
}
