import { stripVTControlCharacters } from "node:util";

/**
 * Text from a notebook made safe to print: no escape sequences, tabs as two spaces, and any other
 * control character but the line break shown as `�`, so that a cell cannot move the cursor.
 */
export function plainText(text: string): string {
  return stripVTControlCharacters(text)
    .replaceAll("\r\n", "\n")
    .replaceAll("\t", "  ")
    // deno-lint-ignore no-control-regex -- control characters are what this removes
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
}
