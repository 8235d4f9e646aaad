import type { Lookup, Parts } from "../cache/mod.ts";
import type { Accepted } from "./compare_accepted.ts";
import { sortedClaims } from "./verdicts.ts";

/** What a judgement depends on besides the execution it judges. */
export function judgementParts(
  { facts }: Pick<Lookup, "facts">,
  { accepted, code }: { accepted: Accepted | null; code: string },
): Parts {
  const parts: Parts = {
    "stored outputs": facts.stored,
    "accepted verdicts": accepted ? JSON.stringify(sortedClaims(accepted)) : "none apply",
    "the code that judges": code,
  };
  facts.tolerances.forEach((hash, i) => parts[`tolerance:${i + 1}`] = hash);
  return parts;
}

/** Which of it changed, in one line; null when nothing did. */
export function explainJudgement(previous: Parts, current: Parts): string | null {
  const names = [...new Set([...Object.keys(previous), ...Object.keys(current)])];
  const changed = names.filter((name) => previous[name] !== current[name]);
  if (changed.length === 0) return null;
  const words = changed.map((name) => {
    const cell = /^tolerance:(\d+)$/.exec(name)?.[1];
    return cell ? `a tolerance in cell ${cell} changed` : `${name} changed`;
  });
  return words.length <= 4 ? words.join(", ") : `${words.slice(0, 3).join(", ")} and more`;
}
