import createDOMPurify, { type Config, type WindowLike } from "dompurify";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("");
const purify = createDOMPurify(window as unknown as WindowLike);

/** Nothing may load, run, submit or reach out of its frame. */
const FORBIDDEN = {
  FORBID_TAGS: [
    "style",
    "link",
    "form",
    "input",
    "button",
    "textarea",
    "select",
    "iframe",
    "object",
  ],
  FORBID_ATTR: ["style", "srcset", "ping", "target", "formaction", "action"],
};

const REMOTE = /^\s*(?!data:image\/(png|jpeg|gif|webp);|#)/i;

// an address in an output may only be a picture inside it, or a place in the page
purify.addHook("afterSanitizeAttributes", (element) => {
  // `fill="url(…)"` and styles of pictures may name parts of the picture, nothing else
  for (const { name, value } of [...element.attributes]) {
    if (/url\(\s*(?!["']?#)|image-set|@import|expression/i.test(value)) {
      element.removeAttribute(name);
    }
  }
  for (const name of ["src", "href", "xlink:href", "poster", "background"]) {
    const value = element.getAttribute(name);
    if (value === null) continue;
    const isPlainLink = element.tagName === "A" && /^(https?:|mailto:)/i.test(value);
    if (!isPlainLink && REMOTE.test(value)) element.removeAttribute(name);
    if (isPlainLink) element.setAttribute("rel", "noreferrer nofollow");
  }
});

/** More is no output to look at, and takes long to look through. */
const LONGEST = 300_000;

/** Parsing takes the square of how many tags are open: a few hundred kB of `<b>` would take minutes. */
const DEEPEST = 250;

/** Elements that no tag closes, or none needs to. */
const CLOSED =
  /^(area|br|col|embed|hr|img|input|link|meta|source|track|wbr|p|li|d[td]|t[drh]|thead|tbody|tfoot|option)$/i;

/** Shapes of pictures, whose tags may close themselves. */
const SHAPE =
  /^(path|rect|circle|ellipse|line|poly(line|gon)|use|stop|image|animate|text|g|defs|fe\w+|mspace)$/i;

/** How many tags are open at once, about. */
function depthOf(source: string): number {
  let [depth, deepest] = [0, 0];
  for (const [tag, slash, name] of source.matchAll(/<(\/?)([a-z][^\s/>]*)[^<>]*>?/gi)) {
    if (CLOSED.test(name!) || (SHAPE.test(name!) && tag.endsWith("/>"))) continue;
    depth = Math.max(0, depth + (slash ? -1 : 1));
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** HTML of an output without scripts, styles, forms and addresses that load; empty when it is none. */
export function sanitiseHtml(source: string): string {
  return sanitised(source, { USE_PROFILES: { html: true, mathMl: true }, ...FORBIDDEN });
}

/**
 * A picture of an output as SVG without scripts, foreign content and addresses that load; empty when
 * it is none.
 */
export function sanitiseSvg(source: string): string {
  const svg = sanitised(source, {
    USE_PROFILES: { svg: true, svgFilters: true },
    FORBID_TAGS: ["a", "use", "image", "style", "foreignObject"],
    FORBID_ATTR: ["href", "xlink:href"],
  });
  const document = new window.DOMParser().parseFromString(svg, "text/html");
  const picture = document.querySelector("svg");
  return picture ? new window.XMLSerializer().serializeToString(picture) : "";
}

function sanitised(source: string, config: Config): string {
  if (source.length > LONGEST || depthOf(source) > DEEPEST) return "";
  try {
    return purify.sanitize(source, config).trim();
  } catch {
    return ""; // nested deeper than can be walked, after all
  }
}
