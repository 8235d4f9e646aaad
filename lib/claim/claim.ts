import { ClaimMisuse } from "./errors.ts";
import type { Storable } from "./json.ts";
import type { Check } from "./measurement.ts";

/** A claim of a note, and the checks that judge it. There is no place to put a verdict. */
export interface Claim {
  /** Kebab-case words, unique in the note, never reused. */
  id: string;
  /** The note's claim in our words, with every number it gives. */
  says: string;
  /** Where in the note. */
  at: string;
  /** Everything the checks depend on; printed beside the verdict. */
  conditions: { readonly [name: string]: Storable };
  /** The claim exactly as the note states it. */
  asStated: Check;
  /** Set when it fails as stated but holds under a condition the note leaves out. */
  when?: { condition: string; check: Check };
  /** Set when it is wrong: what is right. */
  instead?: { says: string; check: Check };
  /** The check that carries the verdict, on a subject broken on purpose. Must fail. */
  control: Check | Control;
}

/** A control that says on the card what it breaks. */
export interface Control {
  /** What is broken, in a few words: "one round too few". */
  breaks: string;
  /** The check that carries the verdict, on the broken subject. */
  check: Check;
}

const KEYS = ["id", "says", "at", "conditions", "asStated", "when", "instead", "control"];
const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const ORDINAL = /^(claim|row|item|section|figure|table|part|step|no|nr|[a-z])?-?\d+$/;

/** Refuses a claim that is not written as {@linkcode Claim} says. */
export function checkClaim(claim: Claim): void {
  const { id } = claim;
  checkId(id);
  const refuse = (problem: string, fix: string) =>
    new ClaimMisuse(`Cannot judge claim "${id}": ${problem}`, fix);
  if ("verdict" in claim) {
    throw refuse("a verdict is passed by hand", "remove it: the verdict follows from the checks");
  }
  checkKeys(claim, KEYS, refuse, "it");
  checkText(claim, ["says", "at"], refuse, "it");
  if (typeof claim.conditions !== "object" || claim.conditions === null) {
    throw refuse("it has no conditions", "conditions: { n, seed }, or {} when nothing varies");
  }
  if (typeof claim.asStated !== "function") {
    throw refuse("it has no asStated", "asStated: () => equal(…)");
  }
  if (!claim.control) throw refuse("it has no control", "control: () => equal(…)");
  if (typeof claim.control !== "function") {
    checkWorded<"breaks">(claim.control, "control", "breaks", refuse);
  }
  if (claim.when && claim.instead) {
    throw refuse("it has both when and instead", "keep the one that carries the verdict");
  }
  if (claim.when) checkWorded(claim.when, "when", "condition", refuse);
  if (claim.instead) checkWorded(claim.instead, "instead", "says", refuse);
}

/** Refuses an id that is not kebab-case words. */
export function checkId(id: unknown): void {
  if (typeof id === "string" && KEBAB.test(id) && !ORDINAL.test(id)) return;
  throw new ClaimMisuse(
    `Cannot judge claim ${JSON.stringify(id)}: the id is not kebab-case words`,
    '"variance-grows-with-width": words that say what is claimed, no numbering',
  );
}

type Refuse = (problem: string, fix: string) => ClaimMisuse;

/** Refuses keys that nothing would read. */
export function checkKeys(value: object, known: string[], refuse: Refuse, what: string): void {
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown) {
    throw refuse(`${what} has an unknown key "${unknown}"`, `known: ${known.join(", ")}`);
  }
}

/** Refuses empty or missing texts. */
export function checkText<T extends object>(
  value: T,
  keys: (keyof T & string)[],
  refuse: Refuse,
  what: string,
): void {
  for (const key of keys) {
    const text = value[key];
    if (typeof text !== "string" || text.trim() === "") {
      throw refuse(`${what} has no "${key}"`, `${key}: "…"`);
    }
  }
}

// a check with a sentence beside it
function checkWorded<K extends "condition" | "says" | "breaks">(
  worded: { check: Check } & { [key in K]: string },
  name: "when" | "instead" | "control",
  key: K,
  refuse: Refuse,
): void {
  checkKeys(worded, [key, "check"], refuse, name);
  checkText<{ [key: string]: unknown }>({ ...worded }, [key], refuse, name);
  if (typeof worded.check !== "function") {
    throw refuse(`${name} has no check`, "check: () => equal(…)");
  }
}
