import { showSigns } from "./visible.ts";

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as HTML, also inside a quoted attribute; signs that reorder or hide text are written out. */
export function escapeHtml(text: string): string {
  return showSigns(text).replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign]!);
}

/** HTML whose parts are escaped, except those that are `Html` already. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  /** For templates that hold HTML already. */
  toString(): string {
    return this.text;
  }
}

type Part = Html | string | number | null | undefined | false | readonly Part[];

/**
 * A template of HTML: what is filled in is escaped unless it is `Html`. Space at its ends is not part
 * of it, so that templates can be indented. (Not called `html`, which `deno fmt` would set anew, and
 * with it the spaces between words.)
 */
export function markup(strings: TemplateStringsArray, ...parts: Part[]): Html {
  const [first = "", ...rest] = strings;
  const last = rest.length - 1;
  const tail = rest.map((text, i) => rendered(parts[i]) + (i === last ? text.trimEnd() : text));
  return new Html((rest.length === 0 ? first.trim() : first.trimStart()) + tail.join(""));
}

function rendered(part: Part): string {
  if (part === null || part === undefined || part === false) return "";
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return part.map(rendered).join("");
  return escapeHtml(String(part));
}

/** HTML that is known to be safe: made by a renderer or a sanitiser. */
export function trusted(text: string): Html {
  return new Html(text);
}
