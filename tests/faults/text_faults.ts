import type { Fault } from "./fault.ts";

const TOKENIZER = "tests/text/tokenizer_test.ts";
const WORDS = "tests/text/words_test.ts";
const CHUNK = "tests/text/chunk_test.ts";

/** Faults of lib/text. */
export const textFaults: readonly Fault[] = [
  {
    what: "WordPiece keeps what it found of a word it cannot cut",
    file: "lib/text/word_piece.ts",
    find: "if (end === at) return [missing];",
    replace: "if (end === at) return [...ids, missing];",
    test: TOKENIZER,
  },
  {
    what: "a sigma at a word's end becomes another letter",
    file: "lib/text/normalizer.ts",
    find: "text.replace(/\\P{ASCII}|[A-Z]/gu, (c) => c.toLowerCase())",
    replace: "text.toLowerCase()",
    test: TOKENIZER,
  },
  {
    what: "white space as JavaScript has it",
    file: "lib/text/tokenizer_json.ts",
    find: 'letter === "s" ? "\\\\p{White_Space}"',
    replace: 'letter === "s" ? "\\\\s"',
    test: TOKENIZER,
  },
  {
    what: "the last pair of a kind is joined first",
    file: "lib/text/byte_pair.ts",
    find: "a.at < b.at",
    replace: "a.at > b.at",
    test: WORDS,
  },
  {
    what: "pairs that are gone are joined",
    file: "lib/text/byte_pair.ts",
    find: "if (`${tokens[at]} ${tokens[second]}` !== pair || tokens[at] === undefined) continue;",
    replace: "if (tokens[at] === undefined || tokens[second] === undefined) continue;",
    test: WORDS,
  },
  {
    what: "padding on the left is marked on the right",
    file: "lib/text/pad_batch.ts",
    find: "mask.fill(1, start, start + row.length);",
    replace: "mask.fill(1, i * width, i * width + row.length);",
    test: WORDS,
  },
  {
    what: "special tokens in a text are cut like words",
    file: "lib/text/load_tokenizer.ts",
    find: "if (contents.length === 0) return",
    replace: "if (contents.length >= 0) return",
    test: TOKENIZER,
  },
  {
    what: "chunks of characters do not overlap",
    file: "lib/text/chunk_characters.ts",
    find: "done - overlap",
    replace: "done",
    test: CHUNK,
  },
  {
    what: "chunks of characters cut through pairs",
    file: "lib/text/chunk_characters.ts",
    find: "return isWithin ? at + step : at;",
    replace: "return isWithin && step > 1 ? 0 : at;",
    test: CHUNK,
  },
  {
    what: "what a chunk repeats leaves no room for more",
    file: "lib/text/pack_units.ts",
    find: "repeated + units[end]!.size > size",
    replace: "repeated > size",
    test: CHUNK,
  },
  {
    what: "special tokens count in every word",
    file: "lib/text/chunk_tokens.ts",
    find: "{ special: false }",
    replace: "{ special: true }",
    test: CHUNK,
  },
  {
    what: "headings in fenced code cut",
    file: "lib/text/chunk_headings.ts",
    find: "fence = mark;",
    replace: 'fence = "";',
    test: CHUNK,
  },
  {
    what: "sections stay under headings that have ended",
    file: "lib/text/chunk_headings.ts",
    find: "open.at(-1)!.level >= level",
    replace: "open.at(-1)!.level > level",
    test: CHUNK,
  },
];
