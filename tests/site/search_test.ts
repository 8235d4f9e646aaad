import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { stream } from "@rederive/lib/random";
import { bm25 } from "@rederive/lib/reference";
import { type Entry, SearchIndex } from "../../scripts/site/search/search_index.ts";
import { wordsOf } from "../../scripts/site/search/words.ts";

function entry(title: string, text: string, more: Partial<Entry> = {}): Entry {
  return { title, text, path: `${title}/`, of: "", verdict: null, also: "", ...more };
}

Deno.test("wordsOf() folds case, accents and plurals, and takes Chinese sign by sign", () => {
  deepEqual(wordsOf("The Matrices' rows, naïve gaps"), ["the", "matrice", "row", "naive", "gap"]);
  deepEqual(wordsOf("class axis os 数学GPU"), [
    "class",
    "axis",
    "os",
    "数",
    "学",
    "gpu",
  ]);
  deepEqual(wordsOf(" …!"), []);
});

Deno.test("search() orders entries as the formula of BM25 does", () => {
  const draw = stream(11);
  const vocabulary = Array.from({ length: 30 }, (_, i) => `w${i}x`);
  const some = (count: number) =>
    Array.from({ length: count }, () => vocabulary[Math.floor(30 * draw.uniform() ** 2)]!);
  const entries = Array.from(
    { length: 50 },
    () =>
      entry(some(2).join(" "), some(1 + draw.integer(12)).join(" "), { also: some(4).join(" ") }),
  );
  // a title's words count three times
  const documents = entries.map(({ title, text, also }) =>
    wordsOf(`${title} ${title} ${title} ${text} ${also}`)
  );
  const index = new SearchIndex(entries);
  for (let turn = 0; turn < 20; turn++) {
    const query = some(1 + turn % 4);
    const formula = { tf: "lucene", idf: "lucene", k1: 1.2, b: 0.75, delta: 0 } as const;
    const scores = bm25(documents, query, formula);
    const found = index.search(`${query.join(" ")} `, { most: 50 }).map((one) =>
      entries.indexOf(one)
    );
    deepEqual([...found].sort((a, b) => a - b), [...scores.keys()].filter((i) => scores[i]! > 0));
    for (const [i, at] of found.slice(1).entries()) {
      equal(scores[found[i]!]! >= scores[at]! - 1e-9, true, `${query}: ${found[i]} before ${at}`);
    }
  }
});

Deno.test("search() finds unfinished words, and nothing for what is not there", () => {
  const index = new SearchIndex([
    entry("Temperature", "divides the logits"),
    entry("Rotation", "of a frame", { also: "温度 temporal" }),
  ]);
  const titles = (query: string) => index.search(query).map(({ title }) => title);
  deepEqual(titles("tempera"), ["Temperature"]);
  deepEqual(titles("temp").toSorted(), ["Rotation", "Temperature"]);
  deepEqual(titles("temp "), []);
  deepEqual(titles("温"), ["Rotation"]);
  for (const query of ["", "  ", "zzz", "<script>", "\u202e"]) deepEqual(titles(query), []);
});

Deno.test("search() puts what means the same beside what has the words", () => {
  const entries = ["Rotation", "Gradient", "Softmax", "Rows"].map((title) => entry(title, "text"));
  const index = new SearchIndex(entries);
  const titles = (query: string, meanings?: number[]) =>
    index.search(query, meanings ? { meanings, most: 3 } : {}).map(({ title }) => title);
  deepEqual(titles("softmax"), ["Softmax"]);
  // 1 / 61 + 1 / 62 for who is first by words and second by meaning, 1 / 61 for the other
  deepEqual(titles("softmax", [0.1, 0.9, 0.8, 0]), ["Softmax", "Gradient", "Rotation"]);
  // no words in common: the order is that of meanings, ties in that of the list
  deepEqual(titles("turning things", [0.9, 0.2, 0.2, 0.3]), ["Rotation", "Rows", "Gradient"]);
  deepEqual(titles("  ", [0, 0, 0, 1]), ["Rows", "Rotation", "Gradient"]);
});
