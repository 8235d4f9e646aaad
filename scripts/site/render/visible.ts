/**
 * Signs that reorder or hide text, so that a reader sees something else than what stands there. Tabs,
 * line ends, soft hyphens and the joiners of emoji and scripts are no surprise and stay.
 */
const HIDDEN = /(?![\t\n\u00ad\u200c\u200d])[\p{Cc}\p{Cf}]/gu;

/** Text in which such signs are written out: `\u202e`. */
export function showSigns(text: string): string {
  return text.replaceAll("\r\n", "\n").replaceAll(
    HIDDEN,
    (sign) => `\\u${sign.codePointAt(0)!.toString(16).padStart(4, "0")}`,
  );
}
