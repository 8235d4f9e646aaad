import type { CodeCell, Notebook } from "../types.ts";
import type { Import } from "./imports.ts";
import type { Memo } from "./memo.ts";
import { sha256 } from "./sha256.ts";

/** What a cell's source says once everything that does not count is taken out of it. */
export interface CellSource {
  /** Without comments, formatting and the tolerances of judged evidence. */
  code: string;
  /** The tolerances that were taken out. */
  tolerances: string;
  imports: Import[];
}

/** Reads one cell's source; the only expensive thing here, since it loads a parser. */
export type ReadSource = (source: string) => Promise<CellSource> | CellSource;

/** What a notebook's bytes say about its key. */
export interface NotebookFacts {
  /** Hash of each code cell's code, in order. */
  code: string[];
  /** Per code cell, the tags that change how it is executed; "" for most. */
  tags: string[];
  /** Hash of each code cell's tolerances. */
  tolerances: string[];
  imports: Import[];
  /** Hash of the stored outputs and of the cells' metadata, which may loosen a comparison. */
  stored: string;
}

/** Tags that change what a cell leaves behind; tags for display are nobody's business here. */
const EXECUTION_TAGS = new Set(["raises-exception"]);

/** Facts of a notebook, taken from the memo when these very bytes were seen before. */
export async function factsOf(
  notebook: Pick<Notebook, "sha256" | "cells">,
  memo: Memo<NotebookFacts>,
  readSource: ReadSource,
): Promise<NotebookFacts> {
  const known = memo.get(notebook.sha256);
  if (known) return known;
  const sources = await Promise.all(notebook.cells.map((cell) => readSource(cell.source)));
  const facts: NotebookFacts = {
    code: await Promise.all(sources.map((source) => sha256(source.code))),
    tags: notebook.cells.map(executionTags),
    tolerances: await Promise.all(sources.map((source) => sha256(source.tolerances))),
    imports: distinct(sources.flatMap((source) => source.imports)),
    stored: await sha256(JSON.stringify(notebook.cells.map((c) => [c.metadata, c.outputs]))),
  };
  memo.set(notebook.sha256, facts);
  return facts;
}

function executionTags(cell: CodeCell): string {
  const tags = Array.isArray(cell.metadata.tags) ? cell.metadata.tags : [];
  return tags.filter((tag) => EXECUTION_TAGS.has(tag)).sort().join(" ");
}

function distinct(imports: Import[]): Import[] {
  const byName = new Map(imports.map((one) => [`${one.specifier} ${one.type ?? ""}`, one]));
  return [...byName.keys()].sort().map((key) => byName.get(key)!);
}
