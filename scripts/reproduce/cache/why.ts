import type { Parts } from "./sha256.ts";

const MOST_NAMED = 3;

/**
 * One line: which inputs differ between the last execution and now. Causes before consequences: a
 * module that is newly reached because a cell changed is not named.
 */
export function explain(previous: Parts | null, current: Parts): string {
  if (previous === null) return "first run";
  const differing = differingNames(previous, current);
  if (differing.length === 0) return "nothing changed";
  const kinds = Map.groupBy(differing, kindOf);
  const causes = [
    ...cells(kinds.get("cell") ?? [], previous, current),
    ...(kinds.get("tags") ?? []).map((name) => `tags of cell ${after(name)} changed`),
    ...ordered(kinds, ["module", "file"]).flatMap((name) => content(name, previous, current)),
    ...(kinds.get("npm") ?? []).flatMap((name) => npm(name, previous, current)),
    ...(kinds.get("import") ?? []).flatMap((name) => resolution(name, previous, current)),
    ...ordered(kinds, ["version", "env", "option", "other"]).map((name) =>
      value(name, previous, current)
    ),
  ];
  if (causes.length) return sentence(causes);
  const consequences = ordered(kinds, ["module", "file", "npm", "import"]);
  return sentence(consequences.map((name) => reached(name, previous)));
}

/** Inputs that are not the same on both sides, or only on one. */
export function differingNames(previous: Parts, current: Parts): string[] {
  return [...new Set([...Object.keys(previous), ...Object.keys(current)])]
    .filter((name) => previous[name] !== current[name]);
}

function kindOf(name: string): string {
  const kind = /^(cell|tags|module|file|npm|import|version|env|option):/.exec(name)?.[1];
  return kind ?? "other";
}

function after(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function ordered(kinds: Map<string, string[]>, wanted: string[]): string[] {
  return wanted.flatMap((kind) => (kinds.get(kind) ?? []).sort());
}

/** A cell put in or taken out moves all that follow: say that, not that they all changed. */
function cells(differing: string[], previous: Parts, current: Parts): string[] {
  const [old, now] = [sequence(previous), sequence(current)];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (
    end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)
  ) end++;
  const grown = now.length - old.length;
  if (grown > 0 && start + end === old.length) return [`${span(start, grown)} added`];
  if (grown < 0 && start + end === now.length) return [`${span(start, -grown)} removed`];
  if (grown !== 0) return [`cells changed, ${old.length} → ${now.length}`];
  return differing.map((name) => Number(after(name))).sort((a, b) => a - b)
    .map((ordinal) => `cell ${ordinal} changed`);
}

function sequence(parts: Parts): string[] {
  const hashes: string[] = [];
  for (let i = 1; parts[`cell:${i}`] !== undefined; i++) hashes.push(parts[`cell:${i}`]!);
  return hashes;
}

function span(start: number, length: number): string {
  return length === 1 ? `cell ${start + 1}` : `cells ${start + 1}–${start + length}`;
}

/** Changed content. One that is only on one side is a consequence, see `reached`. */
function content(name: string, previous: Parts, current: Parts): string[] {
  const [old, now] = [previous[name], current[name]];
  if (old === undefined || now === undefined) return [];
  if (now === "missing") return [`${after(name)} is gone`];
  return [old === "missing" ? `${after(name)} is new` : `${after(name)} changed`];
}

/** Something that is only on one side. */
function reached(name: string, previous: Parts): string {
  return `${after(name)} is ${previous[name] === undefined ? "now" : "no longer"} used`;
}

function npm(name: string, previous: Parts, current: Parts): string[] {
  const [old, now] = [previous[name], current[name]];
  if (old === undefined || now === undefined) return [];
  const version = (text: string) => text.split(", ").map((one) => one.split(" ")[0]).join(", ");
  return [
    version(old) === version(now)
      ? `npm package ${after(name)} ${version(now)} has other content`
      : `npm package ${after(name)} ${version(old)} → ${version(now)}`,
  ];
}

function resolution(name: string, previous: Parts, current: Parts): string[] {
  const [old, now] = [previous[name], current[name]];
  if (old === undefined || now === undefined) return [];
  return [`"${after(name)}" now resolves to ${now} instead of ${old}`];
}

function value(name: string, previous: Parts, current: Parts): string {
  const [old, now] = [previous[name], current[name]];
  if (!name.includes(":")) return name === "runner" ? "the runner changed" : `${name} changed`;
  const label = name.startsWith("option:") ? `--${after(name)}` : after(name);
  if (old === undefined) return `${label} set to ${now}`;
  return now === undefined ? `${label} no longer set` : `${label} ${old} → ${now}`;
}

function sentence(causes: string[]): string {
  if (causes.length <= MOST_NAMED + 1) return causes.join(", ");
  return `${causes.slice(0, MOST_NAMED).join(", ")} and ${causes.length - MOST_NAMED} more`;
}
