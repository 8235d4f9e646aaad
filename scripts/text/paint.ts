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

// Blue, orange, purple and red of middle brightness: apart for every common kind of colour
// blindness, readable on dark and light backgrounds. A sign or a word always says the same.
const CODES: Record<Role, readonly [on: string, off: string]> = {
  strong: ["1", "22"],
  faint: ["2", "22"],
  good: ["38;5;31", "39"],
  bad: ["1;38;5;160", "22;39"],
  confirmed: ["38;5;31", "39"],
  refined: ["38;5;172", "39"],
  corrected: ["38;5;133", "39"],
  stored: ["38;5;31", "39"],
  now: ["38;5;172", "39"],
};

/** A painter for terminals, or one that leaves text as it is. */
export function createPaint(colour: boolean): Paint {
  if (!colour) return (_role, text) => text;
  return (role, text) => {
    const [on, off] = CODES[role];
    return text === "" ? "" : `\x1b[${on}m${text}\x1b[${off}m`;
  };
}
