import type { Fault } from "./fault.ts";

const VIT = "tests/models/vit_test.ts";
const CLIP = "tests/models/clip_test.ts";
const BERT = "tests/models/bert_test.ts";
const GPT2 = "tests/models/gpt2_test.ts";
const CHECKPOINT = "tests/models/checkpoint_test.ts";
const ENCODER = "tests/models/sentence_encoder_test.ts";
const ACTIVATION = "lib/models/read_sizes.ts";

/** Faults of lib/models. */
export const modelFaults: readonly Fault[] = [
  {
    what: "gelu is its tanh form",
    file: ACTIVATION,
    find: 'gelu: "gelu"',
    replace: 'gelu: "geluTanh"',
    test: VIT,
  },
  {
    what: "gelu_new is the exact form",
    file: ACTIVATION,
    find: 'gelu_new: "geluTanh"',
    replace: 'gelu_new: "gelu"',
    test: GPT2,
  },
  {
    what: "quick_gelu is the exact form",
    file: ACTIVATION,
    find: 'quick_gelu: "quickGelu"',
    replace: 'quick_gelu: "gelu"',
    test: CLIP,
  },
  {
    what: "attention leaves its scale out",
    file: "lib/nn/multi_head_attention.ts",
    find: "const rules = { causal: this.#causal,",
    replace: "const rules = { scale: 1, causal: this.#causal,",
    test: VIT,
  },
  {
    what: "BERT norms before its parts",
    file: "lib/models/bert.ts",
    find: 'order: "post"',
    replace: 'order: "pre"',
    test: BERT,
  },
  {
    what: "a mask beside a cache is passed over",
    file: "lib/nn/cached_attention.ts",
    find: "...mask ? { mask } : {},",
    replace: "",
    test: GPT2,
  },
  {
    what: "norms do not take the config's epsilon",
    file: "lib/models/read_sizes.ts",
    find: 'epsilon: read.amount("layer_norm_eps", usual.epsilon)',
    replace: "epsilon: usual.epsilon",
    test: VIT,
  },
  {
    what: "a patch's elements lie channel last",
    file: "lib/models/patch_embedding.ts",
    find: "permute(cut, [0, 2, 4, 1, 3, 5])",
    replace: "permute(cut, [0, 2, 4, 3, 5, 1])",
    test: VIT,
  },
  {
    what: "Conv1D matrices of GPT-2 are not transposed",
    file: "lib/models/load_gpt2.ts",
    find: "take: (all) => transposed(all, inputs) };",
    replace: "take: (all) => all };",
    test: GPT2,
  },
  {
    what: "keys and queries of GPT-2 change places",
    file: "lib/models/load_gpt2.ts",
    find: '["query", "key", "value"]',
    replace: '["key", "query", "value"]',
    test: GPT2,
  },
  {
    what: "tokens behind a cache count their places from 0",
    file: "lib/models/causal_text.ts",
    find: "(_, i) => past + i % time",
    replace: "(_, i) => i % time",
    test: GPT2,
  },
  {
    what: "the places of texts padded on the left count the padding",
    file: "lib/models/generate.ts",
    find: "before.reduce((total, one) => total + one, 0) - 1",
    replace: "before.length - 1",
    test: GPT2,
  },
  {
    what: "CLIP takes a text's vector at its last token",
    file: "lib/models/clip_text.ts",
    find: "return Math.max(text.indexOf(end), 0);",
    replace: "return Math.max(text.length - 1, text.indexOf(end));",
    test: CLIP,
  },
  {
    what: "texts are not causal",
    file: "lib/models/causal_text.ts",
    find: "causal: true",
    replace: "causal: false",
    test: CLIP,
  },
  {
    what: "CLIP's class token is not normed behind the layers",
    file: "lib/models/clip_vision.ts",
    find: "pooled: this.norm2.forward(firstToken(last))",
    replace: "pooled: firstToken(last)",
    test: CLIP,
  },
  {
    what: "CLIP multiplies by the logarithm of its scale",
    file: "lib/models/clip.ts",
    find: "exp(this.logitScale)",
    replace: "this.logitScale",
    test: CLIP,
  },
  {
    what: "padding is looked at",
    file: "lib/models/key_mask.ts",
    find: "isThere ? 0 : -1e30",
    replace: "isThere ? 0 : 0",
    test: BERT,
  },
  {
    what: "the mean of a sentence is over padding too",
    file: "lib/models/sentence_embedding.ts",
    find: "return value / Math.max(count, 1e-9);",
    replace: "return 1 / time + 0 * value * count;",
    test: BERT,
  },
  {
    what: "pieces of a table are all its first rows",
    file: "lib/models/token_table.ts",
    find: "rowsOf(weights.slice(0, at)) * channels",
    replace: "0 * at",
    test: GPT2,
  },
  {
    what: "of pieces of a table the first is always taken",
    file: "lib/models/token_table.ts",
    find: "ids.map((id, i) => pieceOf(id) * ids.length + i)",
    replace: "ids.map((_, i) => i)",
    test: GPT2,
  },
  {
    what: "names that the model lacks are passed over",
    file: "lib/models/checkpoint.ts",
    find: "!wanted.has(name) && !ignore",
    replace: "name === '' && !ignore",
    test: CHECKPOINT,
  },
  {
    what: "texts get the vectors of others, in the order of their lengths",
    file: "lib/models/sentence_encoder.ts",
    find: "for (const [row, text] of some.entries()) keep(text,",
    replace: "for (const [row, text] of some.toSorted((a, b) => a - b).entries()) keep(text,",
    test: ENCODER,
  },
  {
    what: "padding is part of a text's mean",
    file: "lib/models/sentence_encoder.ts",
    find: "finish(this.model.forward(batch).last, batch.mask)",
    replace: "finish(this.model.forward(batch).last, batch.mask.fill(1))",
    test: ENCODER,
  },
  {
    what: "texts are not cut",
    file: "lib/models/sentence_encoder.ts",
    find: "this.tokenizer.encode(text, { most: this.#most })",
    replace: "this.tokenizer.encode(text)",
    test: ENCODER,
  },
];
