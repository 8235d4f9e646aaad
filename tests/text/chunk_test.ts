import { deepStrictEqual as deepEqual, ok, strictEqual as equal, throws } from "node:assert/strict";
import { stream } from "@rederive/lib/random";
import {
  byteTokenizer,
  type Chunk,
  chunkCharacters,
  chunkHeadings,
  chunkSentences,
  chunkTokens,
  loadTokenizer,
} from "@rederive/lib/text";

const tokenizer = loadTokenizer(
  JSON.parse(
    Deno.readTextFileSync(new URL("../../data/minilm-tokenizer.json", import.meta.url)),
  ),
);
const draw = stream(5);
const WORDS = [
  "rain",
  "unbelievably",
  "x_1=y^2",
  "naïve",
  "東京",
  "👍🏽",
  "a",
  "don't",
  "\n\n",
  "3.14",
];
const prose = (count: number) =>
  Array.from(
    { length: count },
    () => WORDS[draw.integer(WORDS.length)] + (draw.integer(5) ? "" : "."),
  )
    .join(" ");

/** Chunks are parts of the source in order, none within another, and all of it is in them. */
function assertCovers(source: string, chunks: readonly Chunk[], what: string): void {
  let [start, end] = [-1, 0];
  for (const chunk of chunks) {
    equal(chunk.text, source.slice(chunk.start, chunk.end), what);
    ok(chunk.start > start && chunk.end > end && chunk.start <= end, `${what}: ${chunk.start}`);
    ok(chunk.text.isWellFormed(), `${what}: half a character in "${chunk.text}"`);
    [start, end] = [chunk.start, chunk.end];
  }
  equal(end, source.length, what);
}

const textsOf = (chunks: readonly Chunk[]) => chunks.map(({ text }) => text);

Deno.test("every chunker covers every text, whatever size and overlap", () => {
  const bytes = byteTokenizer();
  for (const source of ["a", "👍", "   ", "\n", prose(3), prose(40), prose(200), "👍".repeat(9)]) {
    for (
      const [size, overlap] of [[1, 0], [2, 1], [7, 0], [7, 6], [50, 20], [1000, 999]] as const
    ) {
      const options = { size, overlap };
      const what = `${JSON.stringify(source.slice(0, 20))} by ${size}, ${overlap}`;
      assertCovers(source, chunkCharacters(source, options), `characters, ${what}`);
      assertCovers(source, chunkSentences(source, options), `sentences, ${what}`);
      assertCovers(source, chunkTokens(source, { ...options, tokenizer: bytes }), `bytes, ${what}`);
      const tokens = chunkTokens(source, { ...options, tokenizer });
      assertCovers(source, tokens, `tokens, ${what}`);
    }
  }
});

// A span of s characters starts anywhere. Chunks of c start every c - o, and one of them holds it when
// it starts within c - s of the chunk's start: s - o - 1 of c - o places are left.
Deno.test("characters: the share of spans that are cut is (s - o - 1) / (c - o)", () => {
  const source = "abcdefghij".repeat(400);
  for (
    const [c, o, s] of [[80, 5, 12], [80, 11, 12], [64, 12, 30], [9, 0, 9], [50, 49, 50]] as const
  ) {
    const chunks = chunkCharacters(source, { size: c, overlap: o });
    const step = c - o;
    const period = step * Math.floor((source.length - c) / step); // the last chunks may be shorter
    let cut = 0;
    for (let at = 0; at < period; at++) {
      cut += Number(!chunks.some(({ start, end }) => start <= at && at + s <= end));
    }
    equal(cut, Math.max(0, s - o - 1) / step * period, `size ${c}, overlap ${o}, spans of ${s}`);
  }
});

Deno.test("characters: each chunk has size, but for the last and those that spare a pair", () => {
  deepEqual(textsOf(chunkCharacters("abcdefgh", { size: 3, overlap: 1 })), [
    "abc",
    "cde",
    "efg",
    "gh",
  ]);
  deepEqual(textsOf(chunkCharacters("ab👍👍c", { size: 3 })), ["ab", "👍", "👍c"]);
  deepEqual(textsOf(chunkCharacters("ab👍cd", { size: 4, overlap: 1 })), ["ab👍", "👍cd"]);
  deepEqual(chunkCharacters("", { size: 3 }), []);
});

Deno.test("tokens: no chunk has more than size, and without overlap none is lost or split", () => {
  for (const size of [9, 16, 60]) {
    const source = prose(150);
    const chunks = chunkTokens(source, { tokenizer, size });
    const ids = chunks.map(({ text }) => tokenizer.encode(text, { special: false }));
    ok(ids.every(({ length }) => length <= size), `size ${size}`);
    deepEqual(ids.flat(), tokenizer.encode(source, { special: false }));
    // as many words as fit: the next word would have been too much
    for (const [i, { text, start }] of chunks.entries()) {
      const [more] = /^\s*\S+/.exec(source.slice(start + text.length)) ?? [];
      const longer = tokenizer.encode(text + (more ?? ""), { special: false }).length;
      ok(more === undefined || longer > size, `chunk ${i} of ${size}`);
    }
  }
});

Deno.test("tokens: whole words are repeated, at most overlap tokens of them", () => {
  const chunks = chunkTokens("one two three four five six seven", {
    tokenizer,
    size: 4,
    overlap: 2,
  });
  deepEqual(textsOf(chunks), ["one two three four", " three four five six", " five six seven"]);
});

Deno.test("tokens: a word with more tokens than a chunk holds is cut between characters", () => {
  const chunks = chunkTokens("a 東京東京 b", { tokenizer, size: 3 });
  deepEqual(textsOf(chunks), ["a", " 東京東", "京 b"]);
});

Deno.test("sentences: whole ones, as many as fit, by characters or by what is asked", () => {
  const source = "It rains. We stay in. The cat, of course, sleeps. Why not?";
  const by = (options: Parameters<typeof chunkSentences>[1]) =>
    textsOf(chunkSentences(source, options));
  deepEqual(by({ size: 22 }), [
    "It rains. We stay in. ",
    "The cat, of course, sleeps. ",
    "Why not?",
  ]);
  deepEqual(by({ size: 2, overlap: 1, measure: () => 1 }), [
    "It rains. We stay in. ",
    "We stay in. The cat, of course, sleeps. ",
    "The cat, of course, sleeps. Why not?",
  ]);
  deepEqual(by({ size: 1000 }), [source]);
});

const MARKDOWN = `before

# Cats
They purr.
### Food ###
Fish.
\`\`\`sh
# no heading
\`\`\`
## Play
#not one either
~~~
## nor this
~~~~
# Dogs
`;

Deno.test("headings: sections with the titles they are under, code left alone", () => {
  const sections = chunkHeadings(MARKDOWN);
  deepEqual(sections.map(({ headings }) => headings), [
    [],
    ["Cats"],
    ["Cats", "Food"],
    ["Cats", "Play"],
    ["Dogs"],
  ]);
  assertCovers(MARKDOWN, sections, "headings");
  deepEqual(chunkHeadings(MARKDOWN, { deepest: 1 }).map(({ headings }) => headings), [
    [],
    ["Cats"],
    ["Dogs"],
  ]);
  deepEqual(chunkHeadings("\n\n# \n## A\r\nb").map(({ headings }) => headings), [[""], ["", "A"]]);
  deepEqual(chunkHeadings(""), []);
});

Deno.test("headings: sections are cut further, and offsets are those of the whole text", () => {
  const cut = (section: string) => chunkCharacters(section, { size: 20, overlap: 4 });
  const parts = chunkHeadings(MARKDOWN, { cut });
  for (const { text, start, end } of parts) equal(text, MARKDOWN.slice(start, end));
  ok(parts.every(({ text }) => text.length <= 20));
  equal(parts.filter(({ headings }) => headings.includes("Food")).length, 3);
});

Deno.test("chunks that would not get on are refused", () => {
  for (const size of [0, -1, 1.5, NaN]) {
    throws(
      () => chunkCharacters("abc", { size }),
      new RegExp(`RangeError: Cannot cut a text: chunks of ${size}, wanted an integer >= 1`),
    );
  }
  for (const overlap of [-1, 0.5, 4]) {
    throws(
      () => chunkSentences("abc", { size: 4, overlap }),
      new RegExp(`Cannot cut a text: ${overlap} of 4 overlap, wanted an integer from 0 to 3`),
    );
  }
  throws(() => chunkTokens("abc", { size: 4, overlap: 4, tokenizer }), /4 of 4 overlap/);
});
