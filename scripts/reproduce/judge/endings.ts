import type { Drift, Ending, JudgedClaim } from "../types.ts";

const WORST_FIRST: readonly JudgedClaim["state"][] = ["flipped", "missing", "changed", "new"];

/** The ending of a note whose claims are not those accepted; null when they are. */
export function claimEnding(note: string, claims: readonly JudgedClaim[]): Ending | null {
  const differing = WORST_FIRST.flatMap((state) => claims.filter((one) => one.state === state));
  const [first] = differing;
  if (!first) return null;
  const more = differing.length - 1;
  return {
    kind: "claim",
    message: describe(first) +
      (more ? `, and ${more} more ${more > 1 ? "differ" : "differs"}` : ""),
    try: reviewAndAccept(note),
    claim: first.id,
    ...(first.cell > 0 ? { cell: first.cell } : {}),
  };
}

function describe({ id, record, accepted, state }: JudgedClaim): string {
  const was = words(accepted?.is ?? null);
  const now = words(record.verdict);
  switch (state) {
    case "new":
      return `Claim "${id}" is new: ${now}, not accepted yet`;
    case "flipped":
      return `Claim "${id}" flipped: accepted as ${was}, now ${now}`;
    case "changed":
      return `Claim "${id}" changed: still ${now}, on other evidence or text than accepted`;
    case "missing":
      return `Claim "${id}" is missing: accepted as ${was}, no longer claimed`;
    case "same":
      return `Claim "${id}" is as accepted: ${now}`;
  }
}

/** The ending of a note whose outputs are not those stored; null when they are. */
export function driftEnding(note: string, drifts: readonly Drift[]): Ending | null {
  const [first] = drifts;
  if (!first) return null;
  const outputs = new Set(drifts.map(({ cell, output }) => `${cell} ${output}`)).size;
  const many = drifts.length === 1
    ? "An output drifted"
    : `${drifts.length} differences in ${outputs} ${
      outputs === 1 ? "output" : "outputs"
    }, the first`;
  const at = first.at === "" ? "" : `, ${first.at}`;
  return {
    kind: "output drift",
    message: `${many}: output ${first.output}${at} was ${short(first.want)}, is ${
      short(first.got)
    }`,
    try: reviewAndAccept(note),
    cell: first.cell,
  };
}

/** A note that was never accepted has nothing to compare with. */
export function noOutputsEnding(note: string): Ending {
  return {
    kind: "output drift",
    message: "The notebook holds no outputs to compare with, wanted those of an accepted run",
    try: reviewAndAccept(note, "new-note"),
  };
}

function reviewAndAccept(note: string, reason = "class"): string {
  return `deno task review ${note}, then deno task accept ${note} --because "${reason}: …"`;
}

function words(verdict: string | null): string {
  return verdict === null ? "not established" : verdict.replaceAll("-", " ");
}

function short(text: string): string {
  const line = text.replace(/\s*\n\s*/g, " ↵ ");
  return line.length <= 60 ? line : `${line.slice(0, 59)}…`;
}
