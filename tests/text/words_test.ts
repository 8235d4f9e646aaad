import { deepStrictEqual as deepEqual, strictEqual as equal, throws } from "node:assert/strict";
import fc from "fast-check";
import { bytePair, byteTokenizer, encodeBatch, loadTokenizer, wordPiece } from "@rederive/lib/text";

Deno.test("byteTokenizer() gives UTF-8's bytes, and back any text without half characters", () => {
  const tokenizer = byteTokenizer({ start: "<start>", end: "<end>" });
  deepEqual(tokenizer.encode("é"), [257, 195, 169, 258]);
  equal(tokenizer.size, 259);
  equal(tokenizer.decode([257, 104, 105, 258, 256], { special: true }), "<start>hi<end><pad>");
  deepEqual([10, 255, 256, 259, -1, 0.5].map(tokenizer.tokenOf), [
    ...["<0x0A>", "<0xFF>", "<pad>", undefined, undefined, undefined],
  ]);
  deepEqual(["<0x0A>", "<end>", "a"].map(tokenizer.idOf), [10, 258, undefined]);
  deepEqual(tokenizer.encode("abcdef", { most: 4 }), [257, 97, 98, 258]);
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const ids = tokenizer.encode(text);
      deepEqual(ids.slice(1, -1), [...new TextEncoder().encode(text)]);
      equal(tokenizer.decode(ids), text);
    }),
    { seed: 1 },
  );
  throws(() => tokenizer.decode([97, 300]), /Cannot decode: id 300, wanted integers from 0 to 258/);
  throws(() => byteTokenizer({ end: "</s>" }), /Cannot make a tokenizer: "<\/s>" is not special/);
  throws(() => byteTokenizer({ special: ["a", "a"] }), /a special token comes twice, wanted each/);
});

/** Joins every occurrence of the pair that comes first, again and again: as it is written, in n^2. */
function joinedByHand(word: string, merges: readonly (readonly [string, string])[]): string[] {
  let tokens = [...word];
  for (;;) {
    const has = (left: string, right: string) =>
      tokens.some((token, i) => token === left && tokens[i + 1] === right);
    const best = merges.find(([left, right]) => has(left, right));
    if (!best) return tokens;
    const next: string[] = [];
    for (let i = 0; i < tokens.length; i++) {
      const isPair = tokens[i] === best[0] && tokens[i + 1] === best[1];
      next.push(isPair ? best.join("") : tokens[i]!);
      if (isPair) i++;
    }
    tokens = next;
  }
}

/** Merges in an order training could have found them in: of what is there already. */
const trained = fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 12 }).map((picks) => {
  const tokens = ["a", "b", "c"];
  return picks.map(([i, j]) => {
    const pair = [tokens[i % tokens.length]!, tokens[j % tokens.length]!] as const;
    tokens.push(pair.join(""));
    return pair;
  });
});

Deno.test("bytePair() joins as the rule reads", () => {
  const words = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 40 });
  fc.assert(
    fc.property(trained, words, (merges, word) => {
      const unique = merges.filter((pair, i) =>
        merges.findIndex((other) => other.join(" ") === pair.join(" ")) === i
      );
      const tokens = [...new Set(["a", "b", "c", ...unique.map((pair) => pair.join(""))])];
      const ids = bytePair(new Map(tokens.map((token, i) => [token, i])), unique)(word);
      deepEqual(ids.map((id) => tokens[id]), joinedByHand(word, unique));
    }),
    { seed: 2, numRuns: 500 },
  );
});

Deno.test("a word of 200 000 letters is cut too", () => {
  const vocabulary = new Map([["a", 0], ["aa", 1], ["aaaa", 2], ["[UNK]", 3], ["##a", 4]]);
  const pairs = bytePair(vocabulary, [["a", "a"], ["aa", "aa"]]);
  deepEqual(new Set(pairs("a".repeat(200_000))), new Set([2]));
  equal(wordPiece(vocabulary, { longest: 1e6 })("a".repeat(200_000)).length, 200_000 - 3);
});

Deno.test("letters that are no token are unknown, or left out", () => {
  const vocabulary = new Map([["a", 0], ["b</w>", 1], ["?", 2]]);
  deepEqual(bytePair(vocabulary, [], { suffix: "</w>" })("axb"), [0, 1]);
  deepEqual(bytePair(vocabulary, [], { suffix: "</w>", unknown: "?" })("axb"), [0, 2, 1]);
  deepEqual(bytePair(vocabulary, [])(""), []);
  throws(() => bytePair(vocabulary, [["a", "?"]]), /merge 0 is "a" and "\?", "a\?" is no token/);
  throws(() => wordPiece(vocabulary), /Cannot cut words: "\[UNK\]" is no token, wanted one for/);
});

Deno.test("encodeBatch() pads right or left, to the longest or to what is wanted", () => {
  const tokenizer = byteTokenizer({ end: "<end>" });
  const texts = ["abc", "", "d"];
  const padding = "<pad>";
  const right = encodeBatch(tokenizer, texts, { padding });
  deepEqual(right.shape, [3, 4]);
  deepEqual([...right.ids], [97, 98, 99, 258, 258, 256, 256, 256, 100, 258, 256, 256]);
  deepEqual([...right.mask], [1, 1, 1, 1, 1, 0, 0, 0, 1, 1, 0, 0]);
  const left = encodeBatch(tokenizer, texts, { padding, side: "left", most: 2, time: 3 });
  deepEqual([...left.ids], [256, 97, 258, 256, 256, 258, 256, 100, 258]);
  deepEqual([...left.mask], [0, 1, 1, 0, 0, 1, 0, 1, 1]);
  deepEqual(encodeBatch(tokenizer, [], { padding }).shape, [0, 0]);
  throws(
    () => encodeBatch(tokenizer, texts),
    /Cannot pad: "\[PAD\]" is no special token, wanted one of <pad>, <start>, <end>/,
  );
  throws(
    () => encodeBatch(tokenizer, texts, { padding, time: 3 }),
    /a text has 4 ids, wanted at most 3/,
  );
});

const model = { type: "WordPiece", vocab: { "[UNK]": 0 } };
const refusals: [what: string, json: unknown, error: typeof Error, message: RegExp][] = [
  ["no object", [], SyntaxError, /the file is \[\], wanted an object/],
  ["no model", {}, SyntaxError, /the file\.model is left out, wanted an object/],
  [
    "another model",
    { model: { type: "Unigram", vocab: {} } },
    RangeError,
    /is "Unigram", wanted one of WordPiece, BPE/,
  ],
  [
    "no vocabulary",
    { model: { type: "BPE", merges: [] } },
    SyntaxError,
    /model\.vocab is left out/,
  ],
  [
    "half an id",
    { model: { ...model, vocab: { a: 0.5 } } },
    SyntaxError,
    /gives "a" the id 0\.5, wanted/,
  ],
  [
    "merges of three",
    { model: { type: "BPE", vocab: {}, merges: ["a b c"] } },
    SyntaxError,
    /model\.merges is \["a b c"\], wanted pairs/,
  ],
  [
    "fallback",
    { model: { type: "BPE", vocab: {}, merges: [], byte_fallback: true } },
    SyntaxError,
    /byte_fallback is true, wanted false/,
  ],
  [
    "a normalizer",
    { model, normalizer: { type: "Precompiled" } },
    RangeError,
    /normalizer is "Precompiled", wanted one of Sequence, NFC/,
  ],
  [
    "a pre-tokenizer",
    { model, pre_tokenizer: { type: "Metaspace" } },
    RangeError,
    /pre_tokenizer is "Metaspace", wanted/,
  ],
  [
    "a step",
    { model, pre_tokenizer: { type: "Sequence", pretokenizers: [{ type: "x" }] } },
    RangeError,
    /pre_tokenizer\.pretokenizers\[0\] is "x", wanted/,
  ],
  [
    "a behavior",
    {
      model,
      pre_tokenizer: { type: "Split", pattern: { String: "a" }, behavior: "MergedWithNext" },
    },
    SyntaxError,
    /behavior is "MergedWithNext", wanted "Removed" or "Isolated"/,
  ],
  [
    "a pattern",
    { model, pre_tokenizer: { type: "Split", pattern: { Regex: "(" }, behavior: "Removed" } },
    SyntaxError,
    /pattern is \{"Regex":"\("\}, wanted a regular expression that JavaScript reads/,
  ],
  [
    "a decoder",
    { model, decoder: { type: "Metaspace" } },
    RangeError,
    /decoder is "Metaspace", wanted one of WordPiece, ByteLevel/,
  ],
  [
    "a post-processor",
    { model, post_processor: { type: "x" } },
    RangeError,
    /post_processor is "x", wanted/,
  ],
  [
    "half a token",
    { model, post_processor: { type: "BertProcessing", cls: ["a"] } },
    SyntaxError,
    /cls is \["a"\], wanted a token and its id/,
  ],
  ["added tokens", { model, added_tokens: {} }, SyntaxError, /added_tokens is \{\}, wanted a list/],
];

for (const [what, json, error, message] of refusals) {
  Deno.test(`loadTokenizer() refuses ${what}`, () => {
    throws(() => loadTokenizer(json), (got: Error) => {
      equal(got.constructor, error);
      equal(
        /^Cannot load a tokenizer: .+$/.test(got.message) && message.test(got.message),
        true,
        got.message,
      );
      return true;
    });
  });
}

Deno.test("ids that are no token cannot be decoded, and a file's own names are no traps", () => {
  const tokenizer = loadTokenizer({ model: { ...model, vocab: { "[UNK]": 0, ["__proto__"]: 1 } } });
  throws(() => tokenizer.decode([0, 7]), /Cannot decode: id 7 is no token, wanted one of 2/);
  equal(tokenizer.idOf("__proto__"), 1);
  equal(tokenizer.idOf("constructor"), undefined);
  deepEqual(tokenizer.encode("__proto__"), [1]);
});
