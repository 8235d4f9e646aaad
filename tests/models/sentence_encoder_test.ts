import {
  deepStrictEqual as deepEqual,
  rejects,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import {
  Bert,
  loadSentenceEncoder,
  normalised,
  sentenceEmbedding,
  SentenceEncoder,
} from "@rederive/lib/models";
import { stream } from "@rederive/lib/random";
import { float32Of, writeSafetensors } from "@rederive/lib/safetensors";
import { read } from "@rederive/lib/tensor";
import { loadTokenizer } from "@rederive/lib/text";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";
import { fixture } from "./fixture.ts";

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
const words = [3, 9, 1, 7, 12, 10, 12, 2, 11, 5, 1, 6].map((length) =>
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

gpuTest(
  "texts may be asked for while others are on their way",
  async (gpu) => {
    using encoder = loadSentenceEncoder(gpu, { weights, tokenizer, config }, { most: 12 });
    const parts = [texts.slice(0, 7), ["t1", " "], texts.slice(7), [], texts.slice(2, 4)];
    const asked = await Promise.allSettled(parts.map((part) => encoder.embed(part)));
    for (const [i, part] of parts.entries()) {
      if (i === 1) equal(asked[i]!.status, "rejected");
      else deepEqual(asked[i], { status: "fulfilled", value: await encoder.embed(part) });
    }
  },
);

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
