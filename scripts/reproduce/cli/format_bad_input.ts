import { plainText } from "../../text/plain_text.ts";

/** A BadInput as the terminal shows it: what is wrong in one line, and how to put it right. */
export function formatBadInput(error: { message: string; try?: string | undefined }): string {
  const lines = [oneLine(error.message)];
  if (error.try !== undefined) lines.push(`Try: ${oneLine(error.try)}`);
  return lines.join("\n") + "\n";
}

function oneLine(text: string): string {
  return plainText(text).replace(/\s*\n\s*/g, " ").trim();
}
