import createDOMPurify, { type WindowLike } from "dompurify";
import { JSDOM } from "jsdom";

const purify = createDOMPurify(new JSDOM("").window as unknown as WindowLike);

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
  for (const name of ["src", "href", "xlink:href", "poster", "background"]) {
    const value = element.getAttribute(name);
    if (value === null) continue;
    const isPlainLink = element.tagName === "A" && /^(https?:|mailto:)/i.test(value);
    if (!isPlainLink && REMOTE.test(value)) element.removeAttribute(name);
    if (isPlainLink) element.setAttribute("rel", "noreferrer nofollow");
  }
});

/** HTML of an output without scripts, styles, forms and addresses that load. */
export function sanitiseHtml(source: string): string {
  return purify.sanitize(source, { USE_PROFILES: { html: true, mathMl: true }, ...FORBIDDEN });
}

/** A picture of an output as SVG without scripts, foreign content and addresses that load. */
export function sanitiseSvg(source: string): string {
  return purify.sanitize(source, {
    USE_PROFILES: { svg: true, svgFilters: true },
    FORBID_TAGS: ["a", "use", "image", "style", "foreignObject"],
    FORBID_ATTR: ["href", "xlink:href"],
  });
}
