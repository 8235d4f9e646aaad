import { readNotebook } from "../notebook/read.ts";
import { worldsOf } from "../notebook/worlds_of.ts";
import { canonical } from "../notebook/canonical.ts";
import { serialise } from "../notebook/serialise.ts";
import { withOutputs } from "../notebook/with_outputs.ts";
import { readText } from "../cache/read_text.ts";
import { BadInput, type Notebook } from "../types.ts";
import { type Because, parseBecause } from "./because.ts";
import type { Accepted } from "./compare_accepted.ts";
import {
  codeHash,
  notebookPath,
  type Pending,
  pendingNotebook,
  type PendingPlace,
  readPending,
  removePending,
} from "./pending.ts";
import { readVerdicts, VERDICTS_FILE, verdictsText } from "./verdicts.ts";
import { readWeights, WEIGHTS_FILE, weightsText } from "./weights.ts";
import { type FileText, writeTogether, type WriteTogetherOptions } from "./write_together.ts";

/** What was accepted, when and why is in git: one line for each time. */
export const ACCEPTANCES_FILE = "data/acceptances.jsonl";

export interface PromoteOptions extends PendingPlace, WriteTogetherOptions {
  /** `class: reason`. */
  because: string;
}

/** What an acceptance changed. */
export interface Promoted {
  note: string;
  /** The notebook, absolute. */
  path: string;
  /** Claim → `new → confirmed`, `confirmed → removed`, … for those that changed. */
  claims: Record<string, string>;
  because: Because;
}

/**
 * Accepts what is pending of a note: its outputs go into the notebook, its verdicts into
 * `data/verdicts.json`, the reason into `data/acceptances.jsonl`; all of it or nothing.
 */
export async function promote(note: string, options: PromoteOptions): Promise<Promoted> {
  const { root } = options;
  const because = parseBecause(options.because);
  const pending = requirePending(options, note);
  const path = notebookPath(options, pending);
  const current = await readNotebook(path, { root });
  if (await codeHash(current) !== pending.code) {
    throw new BadInput(
      `Cannot accept "${note}": its code changed since it ran, wanted the code that ran`,
      `deno task reproduce ${note}, then review again`,
    );
  }
  refuseFewerWorlds(current, pending);
  const verdicts = readVerdicts(root);
  const claims = changesOf(verdicts[note] ?? {}, pending.verdicts);
  const fresh = await readNotebook(pendingNotebook(options, note));
  writeTogether([
    { path, text: serialise(canonical(signed(withFreshOutputs(current, fresh), pending))) },
    ...pending.isNote
      ? [
        ...weightFile(root, pending),
        {
          path: `${root}/${VERDICTS_FILE}`,
          text: verdictsText({ ...verdicts, [note]: pending.verdicts }),
        },
        historyFile(root, { note, ...because, claims }),
      ]
      : [],
  ], options);
  removePending(options, note);
  return { note, path, claims, because };
}

function requirePending(place: PendingPlace, note: string): Pending {
  const pending = readPending(place, note);
  if (!pending) {
    throw new BadInput(
      `Cannot accept "${note}": nothing is pending, wanted a run that differs from what is stored`,
      `deno task reproduce ${note}`,
    );
  }
  const [first] = pending.disagreements;
  if (first === undefined) return pending;
  throw new BadInput(
    `Cannot accept "${note}": its worlds disagree, ${first}`,
    "state the claim so that it holds in every world, or loosen its check with a reason",
  );
}

/** What was seen in several worlds is not replaced by what was seen in fewer. */
function refuseFewerWorlds({ raw }: Notebook, { note, worlds }: Pending): void {
  const before = worldsOf(raw);
  if (before.every((world) => worlds.includes(world))) return;
  throw new BadInput(
    `Cannot accept "${note}": it ran in ${worlds.join(", ")}, wanted all worlds that its stored ` +
      `outputs were seen in (${before.join(", ")})`,
    `deno task reproduce ${note} --worlds, then review again`,
  );
}

/** Today's prose with the outputs of the run. */
function withFreshOutputs(current: Notebook, fresh: Notebook) {
  const runs = fresh.cells.map(({ ordinal, id, outputs }) => ({
    ordinal,
    id,
    outputs,
    status: "ok" as const,
    ms: 0,
  }));
  return withOutputs(current, runs);
}

/** In which worlds the outputs were seen, and by which Deno: what the reading list prints. */
function signed(raw: Record<string, unknown>, { worlds }: Pending): Record<string, unknown> {
  const metadata = raw["metadata"] as Record<string, unknown>;
  const rederive = { deno: Deno.version.deno, worlds };
  return { ...raw, metadata: { ...metadata, rederive } };
}

function changesOf(before: Accepted, now: Accepted): Record<string, string> {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  return Object.fromEntries(ids.flatMap((id) => {
    const [a, b] = [before[id], now[id]];
    if (a?.is === b?.is && a?.rev === b?.rev) return [];
    const [was, is] = [a?.is ?? "new", b?.is ?? "removed"];
    return [[id, was === is ? `${is}, ${a?.rev} → ${b?.rev}` : `${was} → ${is}`]];
  }));
}

function weightFile(root: string, { note, ms }: Pending): FileText[] {
  const text = weightsText(readWeights(root), note, ms);
  return text === null ? [] : [{ path: `${root}/${WEIGHTS_FILE}`, text }];
}

function historyFile(
  root: string,
  { note, class: name, reason, claims }: Because & Pick<Promoted, "note" | "claims">,
): FileText {
  const path = `${root}/${ACCEPTANCES_FILE}`;
  const line = JSON.stringify({ note, because: `${name}: ${reason}`, claims });
  return { path, text: `${readText(path) ?? ""}${line}\n` };
}
