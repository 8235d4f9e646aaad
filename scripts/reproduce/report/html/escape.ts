import { plainText } from "../../../text/plain_text.ts";

/** Text as HTML, for elements and quoted attributes. */
export function escapeHtml(text: string): string {
  return plainText(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
