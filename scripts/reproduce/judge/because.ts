import { BadInput } from "../types.ts";

/** Why a verdict or an output may change. `new-note` and `new-claim` are for what was never accepted. */
export const CLASSES = [
  "new-note",
  "new-claim",
  "source-changed",
  "lib-bug-fixed",
  "check-was-wrong",
  "toolchain",
  "hardware",
] as const;

export interface Because {
  class: (typeof CLASSES)[number];
  reason: string;
}

/** Reads `class: reason`; throws BadInput for anything else. */
export function parseBecause(text: string): Because {
  const found = /^\s*([a-z-]+)\s*:\s*(.*\S)\s*$/s.exec(text);
  const name = CLASSES.find((one) => one === found?.[1]);
  const reason = found?.[2]?.replace(/\s+/g, " ") ?? "";
  if (name && reason.length >= 10) return { class: name, reason };
  const problem = !found
    ? `"${text}" is not "class: reason"`
    : name
    ? `"${reason}" says too little, wanted a sentence`
    : `"${found[1]}" is no class, wanted ${CLASSES.join(", ")}`;
  throw new BadInput(
    `Cannot accept: ${problem}`,
    `--because "${name ?? "check-was-wrong"}: the tolerance ignored the second rounding"`,
  );
}
