import { deepStrictEqual as deepEqual, strictEqual as equal, throws } from "node:assert/strict";
import { type BertInput, loadBert, sentenceEmbedding } from "@rederive/lib/models";
import {
  float32Of,
  float32Weights,
  quantizeRows,
  readSafetensors,
  writeSafetensors,
} from "@rederive/lib/safetensors";
import { readMany, tensor } from "@rederive/lib/tensor";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";
import { assertSame, fixture, integers, sizes } from "./fixture.ts";

const { tensors, config, inputs, outputs, hidden } = fixture("bert");
const ids = integers(inputs.ids!);
const mask = integers(inputs.mask!);
const shape = sizes(inputs.ids!);

gpuTest(
  "BERT computes PyTorch's hidden states of padded pairs of texts, from bf16",
  async (gpu) => {
    using bert = loadBert(gpu, tensors, config);
    const output = bert.forward({ ids, shape, mask, types: integers(inputs.types!) });
    for (const [i, want] of hidden.entries()) await assertSame(output.hidden[i]!, want);
    await assertSame(output.pooled!, outputs.pooled!);
    await assertSame(sentenceEmbedding(output.last, mask), outputs.sentence!);
  },
  { families: BOTH },
);

gpuTest("BERT without a mask looks at padding too, as PyTorch's does", async (gpu) => {
  using bert = loadBert(gpu, tensors, config);
  await assertSame(bert.forward({ ids, shape }).last, outputs.last_unmasked!);
});

gpuTest(
  "a text's vector does not depend on how far it is padded, nor on its neighbours",
  async (gpu) => {
    using bert = loadBert(gpu, tensors, config);
    const types = integers(inputs.types!).subarray(0, 5);
    const one = bert.forward({ ids: ids.slice(0, 5), shape: [1, 5], types });
    const { shape: [, channels], values } = outputs.sentence! as {
      shape: number[];
      values: number[];
    };
    const want = { shape: [1, channels!], values: values.slice(0, channels) };
    await assertSame(sentenceEmbedding(one.last, Int32Array.of(1, 1, 1, 1, 1)), want);
  },
);

gpuTest(
  "BERT loads under a prefix, with heads of pretraining and TensorFlow's names",
  async (gpu) => {
    const extra = float32Of(tensors.get("pooler.dense.bias")!);
    const file = writeSafetensors([["cls.predictions.bias", { shape: [16], values: extra }]]);
    const old = [...tensors].map(([name, stored]) => {
      const theirs = name.replace(/Norm\.weight$/, "Norm.gamma").replace(
        /Norm\.bias$/,
        "Norm.beta",
      );
      return [`bert.${theirs}`, stored] as const;
    });
    using bert = loadBert(gpu, new Map([...old, ...readSafetensors(file).tensors]), config);
    await assertSame(bert.forward({ ids, shape }).last, outputs.last_unmasked!);
  },
);

gpuTest(
  "BERT of 8 bits is BERT of the weights they stand for, and near the one they came from",
  async (gpu) => {
    const floats = [...tensors.values()].filter(({ dtype }) => dtype === "BF16");
    const eight = floats.flatMap(({ name, shape, ...stored }) => {
      const values = float32Of({ name, shape, ...stored });
      return shape.length === 2
        ? quantizeRows(name, { shape, values })
        : [[name, { shape, values, dtype: "F16" as const }] as const];
    });
    const small = readSafetensors(writeSafetensors(eight)).tensors;
    const wide = writeSafetensors(floats.map(({ name, shape }) => {
      return [name, { shape, values: float32Weights(small, name) }];
    }));
    using bert = loadBert(gpu, small, config);
    using same = loadBert(gpu, readSafetensors(wide).tensors, config);
    const [got, want] = await readMany([bert, same].map((each) =>
      sentenceEmbedding(
        each.forward({ ids, shape, mask, types: integers(inputs.types!) }).last,
        mask,
      )
    ));
    deepEqual(got, want);
    const cosine = (row: number) =>
      outputs.sentence!.values.slice(row * 16, row * 16 + 16)
        .reduce((sum, v, i) => sum + v * want![row * 16 + i]!, 0);
    for (const row of [0, 1, 2]) {
      equal(cosine(row) > 0.999 && cosine(row) < 1, true, `${cosine(row)}`);
    }
  },
);

gpuTest("what BERT cannot run is refused", (gpu) => {
  using bert = loadBert(gpu, tensors, config);
  const run = (more: Partial<BertInput>) => () => bert.forward({ ids, shape, ...more });
  throws(
    run({ shape: [3, 8] }),
    /Cannot run BERT: 27 ids for \(B, T\) = \(3, 8\), wanted one for each/,
  );
  throws(
    run({ ids: new Int32Array(), shape: [0, 9] }),
    /Cannot run BERT: 0 ids for .+ at least one/,
  );
  throws(
    run({ ids: new Int32Array(13), shape: [1, 13] }),
    /13 tokens in a row, wanted at most 12\nTry/,
  );
  throws(
    run({ ids: ids.with(4, 50) }),
    /Cannot look up tokens: id 50 at 4, wanted one from 0 to 49/,
  );
  throws(
    run({ mask: mask.with(5, 2) }),
    /Cannot mask: 2 at 5, wanted 0 or 1 for each of .+ = \(3, 9\)/,
  );
  throws(run({ mask: mask.subarray(1) }), /Cannot mask: 26 elements, wanted 0 or 1 for each/);
  using last = tensor(gpu, new Float32Array(12), { shape: [2, 3, 2], label: "last" });
  throws(
    () => sentenceEmbedding(last, new Int32Array(5)),
    /Cannot embed sentences: "last" is \(2, 3, 2\) and the mask has 5 elements, wanted/,
  );
});
