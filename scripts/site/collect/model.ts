/** What the site is made of, before it is pages: types only. */
import type { ClaimRecord, Verdict } from "@rederive/lib/claim";
import type { Post } from "../../reproduce/judge/sources.ts";
import type { Notebook, Output } from "../../reproduce/types.ts";

/** All that the pages say. The same commit always gives the same. */
export interface Site {
  shelves: Shelf[];
  /** In the order of the shelves and their posts. */
  notes: Note[];
  posts: Post[];
  /** Latest first. */
  changes: Change[];
  /** False without a complete history: then only today's revisions have a page. */
  hasHistory: boolean;
}

export interface Shelf {
  id: string;
  title: string;
  posts: Post[];
  notes: Note[];
}

export interface Note {
  /** `<shelf>/<name>` */
  id: string;
  shelf: string;
  name: string;
  /** The first heading of the notebook. */
  title: string;
  /** One plain sentence or two: the gist that the first cell gives. */
  gist: string;
  post: Post;
  cells: Cell[];
  /** As it was read. */
  notebook: Notebook;
  /** Accepted claims, in the order of the notebook. */
  claims: Claim[];
  /** Claims that it made once and makes no more. */
  removed: RemovedClaim[];
  counts: Record<Verdict, number>;
  /** Numeric worlds in which the stored outputs were seen. */
  worlds: string[];
  /** The Deno that ran them. */
  deno: string;
}

export type Cell =
  | { type: "markdown"; id: string; source: string }
  | { type: "code"; id: string; ordinal: number; source: string; outputs: Output[] };

export interface Claim {
  id: string;
  note: string;
  /** `<note>/<claim>`, what its address is made of. */
  path: string;
  record: ClaimRecord & { verdict: Verdict };
  /** Code cell that displayed it. */
  cell: { id: string; ordinal: number };
  /** Accepted ones, latest first; the first is `record`'s. */
  revisions: Revision[];
}

export interface RemovedClaim {
  id: string;
  path: string;
  /** When it was removed, `2026-11-20`. */
  on: string;
  /** `class: reason` of its removal. */
  because: string;
  /** Accepted ones, latest first; at least one. */
  revisions: Revision[];
}

export interface Revision {
  rev: string;
  record: ClaimRecord;
  /** When it was accepted, `2026-11-20`; null when that is not known. */
  since: string | null;
  /** `class: reason` of its acceptance. */
  because: string | null;
}

/** A verdict that changed, or a note that is new. */
export interface Change {
  /** ISO 8601 with time, of the commit. */
  at: string;
  note: string;
  /** `class: reason` */
  because: string;
  /** Null for a new note as a whole. */
  claim: string | null;
  was: string | null;
  is: string;
}
