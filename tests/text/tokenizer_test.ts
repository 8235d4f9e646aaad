import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { loadTokenizer } from "@rederive/lib/text";

type Row = [text: string, ids: number[], bare: number[], decoded: string, whole: string];

function fixture(name: string): unknown {
  return JSON.parse(Deno.readTextFileSync(new URL(`./fixtures/${name}.json`, import.meta.url)));
}

/** What transformers makes of CLIP's texts, whose words end in "</w>". */
const spaced = (text: string) => text.replaceAll("</w>", " ").trim();

for (const name of ["word_piece", "cased_word_piece", "byte_pairs", "clip"]) {
  const json = fixture(name);
  const tokenizer = loadTokenizer(json);
  const { rows } = fixture(`${name}.golden`) as { rows: Row[] };
  for (const [text, ids, bare, decoded, whole] of rows) {
    Deno.test(`${name} gives Hugging Face's ids and texts: ${JSON.stringify(text).slice(0, 40)}`, () => {
      deepEqual(tokenizer.encode(text), ids);
      deepEqual(tokenizer.encode(text, { special: false }), bare);
      const shown = name === "clip" ? spaced : (text: string) => text;
      equal(tokenizer.decode(ids), shown(decoded));
      equal(tokenizer.decode(ids, { special: true }), shown(whole));
    });
  }

  Deno.test(`${name} knows its vocabulary`, () => {
    const { model, added_tokens: added } = json as {
      model: { vocab: Record<string, number> };
      added_tokens: { id: number; content: string }[];
    };
    for (const [token, id] of Object.entries(model.vocab)) {
      equal(tokenizer.idOf(token), id);
      equal(tokenizer.tokenOf(id), token);
    }
    deepEqual([...tokenizer.special], added.map(({ content, id }) => [content, id]));
    equal(tokenizer.tokenOf(tokenizer.size), undefined);
    equal(tokenizer.tokenOf(tokenizer.size - 1) === undefined, false);
    equal(tokenizer.idOf("toString"), undefined);
  });

  Deno.test(`${name} cuts a text to the length asked for, and keeps its end`, () => {
    const long = "the reader of this sentence doesn't need to know why";
    const all = tokenizer.encode(long, { special: false });
    const wrapped = tokenizer.encode(long);
    const around = wrapped.length - all.length;
    const cut = tokenizer.encode(long, { most: 6 });
    equal(cut.length, 6);
    if (around > 0) equal(cut.at(-1), wrapped.at(-1));
    deepEqual(cut.slice(around / 2, 6 - around / 2), all.slice(0, 6 - around));
    deepEqual(tokenizer.encode(long, { most: 3, special: false }), all.slice(0, 3));
    deepEqual(tokenizer.encode(long, { most: 0 }), []);
  });
}
