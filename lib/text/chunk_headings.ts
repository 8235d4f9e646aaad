import { type Chunk, chunkOf } from "./chunk.ts";

/** A part of a text and the headings it is under. */
export interface Section extends Chunk {
  /** Titles from the outermost heading to its own; none before the first heading. */
  readonly headings: readonly string[];
}

/** Which headings cut, and what is done with long sections. */
export interface ChunkHeadingsOptions {
  /** Headings with more signs than this do not cut; 6 unless given, which is all of them. */
  deepest?: number;
  /** Cuts the text of a section further; its parts stay under the section's headings. */
  cut?: (section: string) => readonly Chunk[];
}

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*$/;

/**
 * Cuts a text in Markdown before each heading of the kind `## title`, those in fenced code left alone.
 * Sections put together are the text; one with nothing but white space is left out.
 *
 * @example
 * ```ts
 * import { chunkHeadings } from "@rederive/lib/text";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const text = "# Cats\nThey purr.\n## Food\nFish.\n# Dogs\nThey bark.\n";
 * deepEqual(chunkHeadings(text).map(({ headings }) => headings), [["Cats"], ["Cats", "Food"], ["Dogs"]]);
 * ```
 */
export function chunkHeadings(
  text: string,
  { deepest = 6, cut }: ChunkHeadingsOptions = {},
): Section[] {
  const starts: { at: number; headings: readonly string[] }[] = [{ at: 0, headings: [] }];
  const open: { level: number; title: string }[] = [];
  for (const { at, level, title } of headingsOf(text)) {
    if (level > deepest) continue;
    while (open.length > 0 && open.at(-1)!.level >= level) open.pop();
    open.push({ level, title });
    starts.push({ at, headings: open.map(({ title }) => title) });
  }
  return starts.flatMap(({ at, headings }, i) => {
    const section = chunkOf(text, at, starts[i + 1]?.at ?? text.length);
    if (section.text.trim() === "") return [];
    const parts = cut?.(section.text).map(({ start, end }) => chunkOf(text, at + start, at + end));
    return (parts ?? [section]).map((part) => ({ ...part, headings }));
  });
}

function* headingsOf(text: string): Generator<{ at: number; level: number; title: string }> {
  let fence = "";
  for (const { 0: line, index: at } of text.matchAll(/[^\n]+/g)) {
    const mark = FENCE.exec(line)?.[1];
    if (fence !== "") {
      const isEnd = mark?.startsWith(fence) && line.trim() === mark;
      if (isEnd) fence = "";
    } else if (mark) {
      fence = mark;
    } else {
      const heading = HEADING.exec(line.trimEnd());
      if (heading) yield { at, level: heading[1]!.length, title: heading[2] ?? "" };
    }
  }
}
