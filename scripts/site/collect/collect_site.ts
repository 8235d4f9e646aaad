import { type ClaimRecord, revisionOf, type Verdict } from "@rederive/lib/claim";
import { findPost, notesOf } from "../../note/find_post.ts";
import { readSources } from "../../reproduce/judge/sources.ts";
import type { Sources } from "../../reproduce/judge/sources.ts";
import { readVerdicts, type Verdicts } from "../../reproduce/judge/verdicts.ts";
import { collectClaims } from "../../reproduce/judge/collect.ts";
import { findNotebooks } from "../../reproduce/notebook/find.ts";
import { readNotebook } from "../../reproduce/notebook/read.ts";
import { worldsOf } from "../../reproduce/notebook/worlds_of.ts";
import { BadInput } from "../../reproduce/types.ts";
import { readAcceptances } from "./acceptances.ts";
import { changesOf } from "./changes.ts";
import { isClaimRecord } from "./is_claim_record.ts";
import type { Cell, Change, Claim, Note, Revision, Site } from "./model.ts";
import { type OldRecord, readOldRecords } from "./old_records.ts";
import { removedClaims, revisionOf as revision } from "./removed_claims.ts";
import { readCells, readHead } from "./read_cells.ts";

/** Reads notebooks, verdicts, sources and history of a repository. */
export async function collectSite(root: string): Promise<Site> {
  const sources = readSources(root);
  if (!sources) {
    throw new BadInput(
      "Cannot build the site: data/sources.json is missing",
      "git checkout -- data/sources.json",
    );
  }
  const acceptances = await readAcceptances(root);
  const old = await readOldRecords(root, acceptances ?? []);
  const changes = changesOf(acceptances ?? []);
  const verdicts = readVerdicts(root);
  const found = await findNotebooks(["notebooks/*/*.ipynb"], { root, cwd: root });
  const written = new Map<string, Note>();
  for (const { id, path } of found) {
    const read = await readNote({
      ...{ id, path, root, sources, changes },
      accepted: verdicts[id] ?? {},
      old: old.get(id) ?? [],
    });
    // what nobody accepted is not published
    if (read.claims.length > 0) written.set(id, read);
  }
  const notes = sources.posts.flatMap((post) =>
    notesOf(post).flatMap((id) => written.get(id) ?? [])
  );
  return {
    shelves: sources.shelves.map((shelf) => ({
      ...shelf,
      posts: sources.posts.filter((post) => post.shelf === shelf.id),
      notes: notes.filter((note) => note.shelf === shelf.id),
    })).filter(({ posts }) => posts.length > 0),
    notes,
    posts: sources.posts,
    changes,
    hasHistory: acceptances !== null,
  };
}

interface NoteSource {
  id: string;
  path: string;
  root: string;
  sources: Sources;
  accepted: Verdicts[string];
  old: readonly OldRecord[];
  changes: readonly Change[];
}

async function readNote(source: NoteSource): Promise<Note> {
  const { id, path, root, sources, accepted, old } = source;
  const notebook = await readNotebook(path, { root });
  const cells = readCells(notebook);
  const [shelf, name] = id.split("/") as [string, string];
  const displayed = cells.flatMap((cell) => claimsOf(cell, { id, accepted, old }));
  const claims = [...new Map(displayed.map((claim) => [claim.id, claim])).values()];
  const counts = { "confirmed": 0, "refined": 0, "corrected": 0, "out-of-scope": 0 };
  for (const { record } of claims) counts[record.verdict]++;
  const { rederive } = notebook.raw["metadata"] as { rederive?: { deno?: string } };
  return {
    id,
    shelf,
    name,
    ...readHead(cells, name),
    post: findPost(sources, id),
    cells,
    notebook,
    claims,
    removed: removedClaims({ id, claims }, source),
    counts,
    worlds: worldsOf(notebook.raw),
    deno: rederive?.deno ?? "",
  };
}

/** Accepted claims that a cell displays; what is not accepted is not published. */
function claimsOf(
  cell: Cell,
  { id: note, accepted, old }: Pick<NoteSource, "id" | "accepted" | "old">,
): Claim[] {
  if (cell.type !== "code") return [];
  return collectClaims([cell]).flatMap(({ record }) => {
    if (!isClaimRecord(record) || record.note !== note || !isAccepted(record, accepted)) return [];
    const { id } = record;
    return [{
      id,
      note,
      path: `${note}/${id}`,
      record,
      cell: { id: cell.id, ordinal: cell.ordinal },
      revisions: revisionsOf(record, old),
    }];
  });
}

function isAccepted(
  record: ClaimRecord,
  accepted: Verdicts[string],
): record is ClaimRecord & { verdict: Verdict } {
  const { id, verdict, rev } = record;
  return verdict !== null && accepted[id]?.is === verdict && accepted[id].rev === rev &&
    revisionOf(record) === rev;
}

function revisionsOf(record: ClaimRecord, old: readonly OldRecord[]): Revision[] {
  const same = old.filter((before) => before.record.id === record.id);
  const now = same.find((before) => before.record.rev === record.rev);
  const before = same.filter((one) => one !== now).reverse();
  const today = now ? revision(now) : { rev: record.rev, record, since: null, because: null };
  return [{ ...today, record }, ...before.map(revision)];
}
