import { strictEqual as equal, throws } from "node:assert/strict";
import { loadBert, loadClip, loadGpt2, loadVit } from "@rederive/lib/models";
import { type Config } from "@rederive/lib/models";
import { readSafetensors, type StoredTensors, writeSafetensors } from "@rederive/lib/safetensors";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";
import { fixture } from "./fixture.ts";

const loaders = { vit: loadVit, clip: loadClip, bert: loadBert, gpt2: loadGpt2 };
const { tensors, config } = fixture("bert");

/** The fixture with tensors taken out and put in. */
function changed(
  without: readonly string[],
  extra: Record<string, { shape: number[]; values: Float32Array<ArrayBuffer> }>,
): StoredTensors {
  const kept = [...tensors].filter(([name]) => !without.includes(name));
  return new Map([...kept, ...readSafetensors(writeSafetensors(Object.entries(extra))).tensors]);
}

gpuTest("all that is wrong with a checkpoint is said at once, and nothing is left", (gpu) => {
  const wrong = changed(["pooler.dense.bias", "encoder.layer.1.output.dense.weight"], {
    "encoder.layer.2.output.dense.bias": { shape: [16], values: new Float32Array(16) },
    "embeddings.LayerNorm.bias": { shape: [4, 4], values: new Float32Array(16) },
    "head.weight.scale": { shape: [1], values: new Float32Array(1) },
  });
  throws(() => loadBert(gpu, wrong, config), (error: Error) => {
    equal(error.constructor, RangeError);
    equal(
      error.message,
      "Cannot load BERT: 2 of 39 tensors are missing, 2 names are unknown, 1 shapes differ, " +
        "wanted a checkpoint of this model and config\n" +
        "missing: encoder.layer.1.output.dense.weight, pooler.dense.bias\n" +
        "unknown: encoder.layer.2.output.dense.bias, head.weight.scale\n" +
        '"embeddings.LayerNorm.bias" is (4, 4), wanted (16)',
    );
    return true;
  });
});

gpuTest("weights that cannot be read leave nothing behind", (gpu) => {
  const values = Int32Array.from({ length: 16 });
  const file = writeSafetensors([["pooler.dense.bias", { shape: [16], values }]]);
  const wrong = new Map([...tensors, ...readSafetensors(file).tensors]);
  throws(() => loadBert(gpu, wrong, config), /Cannot read "pooler.dense.bias" as f32: it is I32/);
});

for (const [name, load] of Object.entries(loaders)) {
  const { tensors, config } = fixture(name);
  gpuTest(`${name}: a loaded model holds each weight once, and lets go of all`, (gpu) => {
    {
      using model = load(gpu, tensors, config);
      const held = model.namedParameters();
      equal(gpu.memory.arrays, held.length);
      equal(held.every(([, { storage }]) => storage !== undefined), true);
    }
    equal(gpu.memory.arrays, 0);
  }, { families: BOTH });

  gpuTest(`${name}: a config that is another's, or of a variant, is refused`, (gpu) => {
    throws(
      () => load(gpu, tensors, { ...config, model_type: "t5" }),
      /model_type is "t5", wanted "/,
    );
    throws(
      () => load(gpu, tensors, null as unknown as Config),
      /TypeError: Cannot read the config of .+: it is null, wanted an object/,
    );
  });
}

const refusals: [name: keyof typeof loaders, entry: Record<string, unknown>, wanted: RegExp][] = [
  ["bert", { hidden_size: "16" }, /of BERT: hidden_size is "16", wanted an integer >= 1/],
  ["bert", { hidden_size: 1.5 }, /hidden_size is 1\.5, wanted an integer >= 1/],
  ["bert", { layer_norm_eps: -1 }, /layer_norm_eps is -1, wanted a number >= 0/],
  ["bert", { hidden_act: "toString" }, /hidden_act is "toString", wanted one of gelu, gelu_new, /],
  ["bert", { num_attention_heads: 5 }, /num_attention_heads is 5, wanted a divisor of 16/],
  [
    "bert",
    { position_embedding_type: "relative_key" },
    /is "relative_key", wanted "absolute", other/,
  ],
  [
    "bert",
    { is_decoder: true },
    /is_decoder is true, wanted false, other variants are not computed/,
  ],
  ["vit", { qkv_bias: false }, /of ViT: qkv_bias is false, wanted true, other variants/],
  ["vit", { image_size: [12, 8] }, /image_size is \[12,8\], wanted an integer >= 1/],
  [
    "gpt2",
    { scale_attn_by_inverse_layer_idx: true },
    /of GPT-2: scale_attn_by_inverse_layer_idx is/,
  ],
  ["gpt2", { n_inner: 63 }, /"h\.0\.mlp\.c_fc\.weight" is \(16, 64\), wanted \(16, 63\)/],
  ["gpt2", { n_layer: 1 }, /12 names are unknown, .+\nunknown: h\.1\.attn\.c_attn\.bias, /],
  ["clip", { vision_config: [] }, /of CLIP, vision_config: it is \[\], wanted an object/],
];

for (const [name, entry, wanted] of refusals) {
  gpuTest(`${name}: ${JSON.stringify(entry)} is refused, and nothing is left`, (gpu) => {
    const { tensors, config } = fixture(name);
    throws(() => loaders[name](gpu, tensors, { ...config, ...entry }), wanted);
  });
}
