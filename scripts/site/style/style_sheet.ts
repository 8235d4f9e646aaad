import type { Files } from "../files.ts";
import base from "./base.css" with { type: "text" };
import cards from "./cards.css" with { type: "text" };
import code from "./code.css" with { type: "text" };
import pages from "./pages.css" with { type: "text" };

/** Adds the site's style sheet; returns its path. */
export function styleSheet(files: Files): Promise<string> {
  return files.addAsset([base, cards, code, pages].join("\n"), "css");
}
