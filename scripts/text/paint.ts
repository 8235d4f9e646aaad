/** What a piece of text means; the painter knows how a terminal shows it. */
export type Role =
  | "strong"
  | "faint"
  | "good"
  | "bad"
  | "confirmed"
  | "refined"
  | "corrected"
  | "stored"
  | "now";

export type Paint = (role: Role, text: string) => string;

// Cyan, yellow, magenta and red stay apart for every common kind of colour blindness (no green
// beside red); each is also told by its symbol or word, and all come from the user's own theme.
const CODES: Record<Role, readonly [on: string, off: string]> = {
  strong: ["1", "22"],
  faint: ["2", "22"],
  good: ["36", "39"],
  bad: ["1;31", "22;39"],
  confirmed: ["36", "39"],
  refined: ["33", "39"],
  corrected: ["35", "39"],
  stored: ["36", "39"],
  now: ["33", "39"],
};

/** A painter for terminals, or one that leaves text as it is. */
export function createPaint(colour: boolean): Paint {
  if (!colour) return (_role, text) => text;
  return (role, text) => {
    const [on, off] = CODES[role];
    return text === "" ? "" : `\x1b[${on}m${text}\x1b[${off}m`;
  };
}
