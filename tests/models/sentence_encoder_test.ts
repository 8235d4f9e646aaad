import {
  deepStrictEqual as deepEqual,
  ok,
  rejects,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import {
  Bert,
  loadMiniLm,
  loadSentenceEncoder,
  normalised,
  sentenceEmbedding,
  SentenceEncoder,
} from "@rederive/lib/models";
import { stream } from "@rederive/lib/random";
import { float32Of, readSafetensors, writeSafetensors } from "@rederive/lib/safetensors";
import { read } from "@rederive/lib/tensor";
import { loadTokenizer } from "@rederive/lib/text";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";
import { fixture } from "./fixture.ts";

const at = (name: string) => new URL(`./fixtures/${name}`, import.meta.url);
const golden: { texts: string[]; ids: number[][]; most: number } = JSON.parse(
  Deno.readTextFileSync(at("minilm.json")),
);
const { tensors } = readSafetensors(Deno.readFileSync(at("minilm.safetensors")));
const WIDTH = 384;

/** Cosines of rows of length 1, row by row, in f64. */
function cosines(a: Float32Array, b: Float32Array): number[] {
  return Array.from({ length: a.length / WIDTH }, (_, row) => {
    let sum = 0;
    for (let i = row * WIDTH; i < (row + 1) * WIDTH; i++) sum += a[i]! * b[i]!;
    return sum;
  });
}

gpuTest("MiniLM gives fifty texts the vectors that PyTorch gives them", async (gpu) => {
  using encoder = await loadMiniLm(gpu);
  equal(encoder.width, WIDTH);
  const { texts, ids, most } = golden;
  for (const [i, text] of texts.entries()) {
    deepEqual(encoder.tokenizer.encode(text, { most }), ids[i], text);
  }
  const got = await encoder.embed(texts);
  // the same weights in f32: some 1e-6 of rounding a number, six layers deep
  const same = cosines(got, float32Of(tensors.get("eight")!));
  ok(Math.min(...same) > 1 - 1e-5, `of the same weights: ${Math.min(...same)}`);
  // what the eight bits cost
  const near = cosines(got, float32Of(tensors.get("original")!));
  ok(Math.min(...near) > 0.99, `of the weights as published: ${Math.min(...near)}`);
  ok(near.reduce((sum, one) => sum + one) / near.length > 0.999, `${near}`);
});

gpuTest("MiniLM finds the text that means the same in other words", async (gpu) => {
  using encoder = await loadMiniLm(gpu);
  const pairs = [
    ["How do I undo the last commit?", "Taking back what was just recorded in version control."],
    ["Why is the sky blue?", "Air scatters short waves of sunlight more than long ones."],
    ["The dog is hungry.", "My puppy wants its dinner."],
  ];
  const vectors = await encoder.embed(pairs.flat());
  const row = (i: number) => vectors.subarray(i * WIDTH, (i + 1) * WIDTH);
  for (const i of pairs.keys()) {
    const scores = pairs.map((_, j) => cosines(row(2 * i), row(2 * j + 1))[0]!);
    equal(scores.indexOf(Math.max(...scores)), i, `${pairs[i]}: ${scores}`);
  }
});

/** A tokenizer of words t1 to t49. */
const tokenizer = {
  added_tokens: [{ id: 0, content: "[PAD]", special: true }],
  pre_tokenizer: { type: "BertPreTokenizer" },
  model: {
    type: "WordPiece",
    unk_token: "t1",
    vocab: Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`t${i}`, i])),
  },
};
const bert = fixture("bert");
const weights = writeSafetensors(
  [...bert.tensors.values()].filter(({ dtype }) => dtype === "BF16")
    .map((stored) => [stored.name, { shape: stored.shape, values: float32Of(stored) }]),
);
const config = bert.config;
const draw = stream(3);
const words = [3, 12, 1, 7, 12, 2, 5, 1].map((length) =>
  Array.from({ length }, () => 1 + draw.integer(49))
);
const texts = words.map((ids) => ids.map((id) => `t${id}`).join(" "));

gpuTest("a text's vectors are its own, whichever texts are embedded with it", async (gpu) => {
  using encoder = loadSentenceEncoder(gpu, { weights, tokenizer, config }, { most: 12 });
  const [together, tokens] = [await encoder.embed(texts), await encoder.embedTokens(texts)];
  const width = encoder.width;
  deepEqual([...tokens.ids], words.flat());
  for (const [i, row] of words.entries()) {
    const ids = Int32Array.from(row);
    const { last } = encoder.model.forward({ ids, shape: [1, row.length] });
    const alone = await read(sentenceEmbedding(last, new Int32Array(row.length).fill(1)));
    // sums of at most 48 products, some twenty behind each other, as for fixtures
    const bound = { abs: 20 * 48 * 2 ** -24, rel: 0 };
    assertClose(together.subarray(i * width, (i + 1) * width), alone, bound);
    const [start, end] = [tokens.starts[i]! * width, tokens.starts[i + 1]! * width];
    assertClose(tokens.vectors.subarray(start, end), await read(normalised(last)), bound);
  }
}, { families: BOTH });

gpuTest("more texts than go through the model at a time all have their vectors", async (gpu) => {
  using encoder = loadSentenceEncoder(gpu, { weights, tokenizer, config }, { most: 12 });
  const few = await encoder.embed(texts);
  const many = await encoder.embed(Array.from({ length: 200 }, () => texts).flat());
  const width = encoder.width * texts.length;
  for (let at = 0; at < many.length; at += width) {
    assertClose(many.subarray(at, at + width), few, { abs: 20 * 48 * 2 ** -24, rel: 0 });
  }
  equal((await encoder.embed([])).length, 0);
  deepEqual([...(await encoder.embedTokens([])).starts], [0]);
});

gpuTest("what is behind the most ids of a text is not looked at", async (gpu) => {
  using encoder = loadSentenceEncoder(gpu, { weights, tokenizer, config }, { most: 3 });
  const [long, cut] = await Promise.all(
    [["t4 t5 t6 t7"], ["t4 t5 t6"]].map((t) => encoder.embed(t)),
  );
  deepEqual(long, cut);
});

gpuTest("what cannot be a sentence encoder is refused, and nothing is left", async (gpu) => {
  const load = (files: object, options = {}) => () =>
    loadSentenceEncoder(gpu, { weights, tokenizer, config, ...files }, options);
  throws(
    () => loadSentenceEncoder(gpu, { weights, tokenizer }),
    /^SyntaxError: Cannot load a sentence encoder: the file of weights has no "config", wanted/,
  );
  throws(
    load({ tokenizer: { ...tokenizer, added_tokens: [] } }),
    /^RangeError: Cannot encode sentences: the tokenizer has no special token "\[PAD\]"/,
  );
  for (const most of [0, 1.5, 13]) {
    throws(
      load({}, { most }),
      new RegExp(`at most ${most} ids a text, wanted an integer from 1 to 12`),
    );
  }
  equal(gpu.memory.arrays, 0);
  using encoder = load({}, { most: 12 })();
  await rejects(encoder.embed(["t1", " "]), /Cannot encode sentences: text 1 has no token, wanted/);
  using small = new Bert(gpu, {
    vocabulary: 50,
    positions: 4,
    channels: 4,
    layers: 1,
    heads: 1,
    hidden: 4,
    random: stream(1),
  });
  throws(
    () => new SentenceEncoder(small, loadTokenizer(tokenizer), { most: 5 }),
    /at most 5 ids a text, wanted an integer from 1 to 4/,
  );
});
