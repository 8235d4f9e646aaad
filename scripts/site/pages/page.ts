import { type Html, markup, trusted } from "../render/escape.ts";
import type { Link } from "../render/links.ts";

/** Nothing is loaded from elsewhere, nothing inline runs; formulas and plots need no exception. */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

export interface PageOptions {
  /** In the tab, before the name of the site. */
  title: string;
  /** One sentence for search engines and previews. */
  description: string;
  link: Link;
  /** Absolute address of this page. */
  canonical: string;
  /** What scripts of the site this page uses: paths of modules. */
  scripts?: readonly string[];
  style: string;
  /** Structured data, as JSON-LD. */
  data?: unknown;
  /** Path of the feed of this page's part, if it has one of its own. */
  feed?: string;
  /** Which place of the navigation this is. */
  here?: "home" | "corrections" | "about" | "review" | "search";
  body: Html;
}

const PLACES = [
  { here: "home", path: "", words: "Shelves" },
  { here: "corrections", path: "corrections/", words: "What was wrong" },
  { here: "search", path: "search/", words: "Search" },
  { here: "review", path: "review/", words: "Review" },
  { here: "about", path: "about/", words: "About" },
] as const;

/** A whole page: head, navigation, main part, foot. */
export function renderPage(options: PageOptions): string {
  const { title, description, link, canonical, style, scripts = [], feed, here, data, body } =
    options;
  return markup`
    <!doctype html>
    <html lang="en">
      <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="${POLICY}">
    <meta name="referrer" content="no-referrer">
    <meta name="color-scheme" content="light dark">
    <title>${title === "" ? "rederive" : `${title} · rederive`}</title>
    <meta name="description" content="${description}">
    <link rel="canonical" href="${canonical}">
    <link rel="icon" href="${link("icon.svg")}" type="image/svg+xml">
    <link rel="alternate" href="${
    link(
      feed ?? "feed.xml",
    )
  }" type="application/atom+xml" title="Verdicts that changed">
    <link rel="stylesheet" href="${link(style)}">
    ${scripts.map((path) => markup`<script type="module" src="${link(path)}"></script>`)}
    ${
    data !== undefined &&
    markup`<script type="application/ld+json">${trusted(jsonInHtml(data))}</script>`
  }
    </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header class="site">
          <p><a class="home" href="${link("")}">rederive</a></p>
          <nav aria-label="Site">
            <ul>${
    PLACES.map((place) =>
      markup`<li><a href="${link(place.path)}"${
        place.here === here ? [" ", markup`aria-current="page"`] : ""
      }>${place.words}</a></li>`
    )
  }</ul>
          </nav>
        </header>
        <main id="main">
    ${body}
        </main>
        <footer class="site">
          <p>Every verdict here is derived from measurements that CI repeats. <a href="${
    link(
      "claims.json",
    )
  }">All claims as JSON</a>, <a href="${
    link(
      feed ?? "feed.xml",
    )
  }">feed of changed verdicts</a>.</p>
        </footer>
      </body>
    </html>
  `.text + "\n";
}

/** JSON that cannot end the element it stands in, and hides no sign. */
function jsonInHtml(data: unknown): string {
  return JSON.stringify(data).replaceAll(
    /[<\p{Cf}]/gu,
    (sign) =>
      sign.split("").map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join(
        "",
      ),
  );
}
