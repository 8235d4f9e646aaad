/**
 * Text as Markdown shows it, on one line: `code` and $math$ stay what they are, nothing else is
 * markup.
 */
export function escapeMarkdown(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, " ").split(/(`[^`]+`|\$[^$]+\$)/)
    .map((part, i) => i % 2 === 1 ? part : escapeProse(part))
    .join("");
}

/** The same within a table, where a bar would begin a new cell. */
export function escapeCell(text: string): string {
  return escapeMarkdown(text).replaceAll("|", "\\|");
}

function escapeProse(text: string): string {
  return text.replaceAll(/[\\*_~`]/g, "\\$&").replaceAll("](", "]\\(")
    .replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
