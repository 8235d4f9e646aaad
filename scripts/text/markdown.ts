import { plainText } from "./plain_text.ts";

/** Text as Markdown shows it unchanged, on one line; `code` spans stay code. */
export function escapeMarkdown(text: string): string {
  return plainText(text).replace(/\s+/g, " ").trim()
    .split(/(`[^`]+`)/)
    .map((part, i) => (i % 2 === 1 ? part : escapeProse(part)))
    .join("");
}

/** The same within a table. */
export function escapeCell(text: string): string {
  return escapeMarkdown(text).replaceAll("|", "\\|");
}

/** A link whose text may hold anything. */
export function link(text: string, url: string): string {
  const target = url.replace(
    /[()\s<>]/g,
    (c) => encodeURIComponent(c).replace("(", "%28").replace(")", "%29"),
  );
  return `[${escapeMarkdown(text)}](${target})`;
}

function escapeProse(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
    .replace(/[\\*_[\]`~]/g, "\\$&");
}
