import type { Note } from "../collect/model.ts";
import { verdictCountWords } from "../../reproduce/report/verdicts.ts";
import { escapeHtml } from "../render/escape.ts";

const LABEL = "claims";
/** Width of a letter of the badge's font, about. */
const LETTER = 6.6;

/** Counts, never a grade; what shields.io reads from an endpoint. */
export function badgeJson({ counts }: Pick<Note, "counts">): string {
  const message = verdictCountWords(counts);
  return JSON.stringify({ schemaVersion: 1, label: LABEL, message, color: "blue" }) + "\n";
}

/** The same as a picture of its own, so that who shows it asks no one else. */
export function badgeSvg({ counts }: Pick<Note, "counts">): string {
  const message = verdictCountWords(counts);
  const width = (text: string) => Math.round(text.length * LETTER) + 12;
  const [left, right] = [width(LABEL), width(message)];
  const text = (at: number, words: string) =>
    `<text x="${at}" y="14" textLength="${Math.round(words.length * LETTER)}">${
      escapeHtml(words)
    }</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" ` +
    `aria-label="${LABEL}: ${message}"><title>${LABEL}: ${message}</title>` +
    `<rect width="${left}" height="20" fill="#444"/>` +
    `<rect x="${left}" width="${right}" height="20" fill="#0550ae"/>` +
    `<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">` +
    `${text(6, LABEL)}${text(left + 6, message)}</g></svg>\n`;
}
