import { plainText } from "../../text/plain_text.ts";

/** A BadInput as the terminal shows it: what is wrong in one line, and how to put it right. */
export function formatBadInput(error: { message: string; try: string }): string {
  return `${oneLine(error.message)}\nTry: ${oneLine(error.try)}\n`;
}

function oneLine(text: string): string {
  return plainText(text).replace(/\s*\n\s*/g, " ").trim();
}
