import {
  deepStrictEqual as deepEqual,
  rejects,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import { generate, loadGpt2 } from "@rederive/lib/models";
import { openScope, slice, type Tensor } from "@rederive/lib/tensor";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";
import { assertSame, fixture, integers, type Listed, sizes } from "./fixture.ts";

const { tensors, config, inputs, outputs, hidden } = fixture("gpt2");
const ids = integers(inputs.ids!);
const mask = integers(inputs.mask!);
const positions = integers(inputs.positions!);
const shape = sizes(inputs.ids!);

/** Columns of (B, T, V), as PyTorch's. */
function columns({ shape, values }: Listed, from: number, end: number): Listed {
  const [batch, time, width] = shape as [number, number, number];
  const kept = Array.from({ length: batch }, (_, row) => {
    return values.slice((row * time + from) * width, (row * time + end) * width);
  });
  return { shape: [batch, end - from, width], values: kept.flat() };
}

gpuTest("GPT-2 computes PyTorch's hidden states and logits", async (gpu) => {
  using gpt = loadGpt2(gpu, tensors, config);
  const output = gpt.forward({ ids, shape });
  await assertSame(output.hidden[0]!, hidden[0]!);
  await assertSame(output.hidden[1]!, hidden[1]!);
  await assertSame(output.last, hidden[2]!); // there the last state is the normed one
  await assertSame(gpt.logits(output.last), outputs.logits!);
}, { families: BOTH });

gpuTest("GPT-2 reads texts padded on the left, each counted from its own start", async (gpu) => {
  using gpt = loadGpt2(gpu, tensors, config);
  const logits = gpt.logits(gpt.forward({ ids, shape, mask, positions }).last);
  // padding itself sees no key; what is made of it is nobody's business
  const seen = (x: Tensor) => slice(x, [null, [2, 7]]);
  await assertSame(seen(logits), columns(outputs.logits_left_padded!, 2, 7));
});

gpuTest("a cache changes nothing, however a text is cut", async (gpu) => {
  using gpt = loadGpt2(gpu, tensors, config);
  for (const cuts of [[0, 1, 2, 3, 4, 5, 6, 7], [0, 4, 5, 7], [0, 7]]) {
    using cache = gpt.cache({ batch: 2, capacity: 7 });
    for (const [i, end] of cuts.slice(1).entries()) {
      using _scope = openScope(gpu);
      const start = cuts[i]!;
      const part = Int32Array.of(...ids.slice(start, end), ...ids.slice(7 + start, 7 + end));
      const { last } = gpt.forward({ ids: part, shape: [2, end - start], cache });
      await assertSame(gpt.logits(last), columns(outputs.logits!, start, end));
      equal(cache.length, end);
    }
  }
}, { families: BOTH });

gpuTest(
  "generate() goes on as PyTorch does, which reads all of it again each time",
  async (gpu) => {
    using gpt = loadGpt2(gpu, tensors, config);
    const prompt = { ids: integers(inputs.prompt!), shape: sizes(inputs.prompt!) };
    const before = gpu.memory.arrays;
    const grown = await generate(gpt, prompt, { count: 12 });
    deepEqual([...grown], outputs.grown!.values);
    await gpu.settle();
    equal(gpu.memory.arrays, before);
  },
);

gpuTest("generate() of a padded text goes on as without padding, beside another", async (gpu) => {
  using gpt = loadGpt2(gpu, tensors, config);
  const short = await generate(gpt, { ids: ids.slice(2, 5), shape: [1, 3] }, { count: 6 });
  const both = await generate(gpt, {
    ids: Int32Array.of(60, 60, ...ids.slice(2, 5), ...ids.slice(7, 12)),
    mask: Int32Array.of(0, 0, 1, 1, 1, 1, 1, 1, 1, 1),
    shape: [2, 5],
  }, { count: 6 });
  deepEqual([...both.subarray(2, 11)], [...short]);
  const other = await generate(gpt, { ids: ids.slice(7, 12), shape: [1, 5] }, { count: 6 });
  deepEqual([...both.subarray(11)], [...other]);
});

gpuTest("generate() lets the caller choose, row by row", async (gpu) => {
  using gpt = loadGpt2(gpu, tensors, config);
  const seen: number[] = [];
  const choose = (logits: Float32Array, row: number) => seen.push(row, logits.length) && row + 1;
  const grown = await generate(gpt, { ids: ids.slice(0, 2), shape: [2, 1] }, { count: 2, choose });
  deepEqual([...grown], [ids[0], 1, 1, ids[1], 2, 2]);
  deepEqual(seen, [0, 61, 1, 61, 0, 61, 1, 61]);
});

gpuTest("a table in pieces is the table", async (gpu) => {
  for (const most of [61 * 64 - 1, 20 * 64, 64]) {
    using gpt = loadGpt2(gpu, tensors, config, { most });
    equal(gpt.tokens.weights.length, Math.ceil(61 / Math.floor(most / 64)));
    const { last } = gpt.forward({ ids, shape });
    await assertSame(gpt.logits(last), outputs.logits!);
  }
});

gpuTest("what GPT-2 cannot run is refused", async (gpu) => {
  using gpt = loadGpt2(gpu, tensors, config);
  const long = { ids: new Int32Array(25), shape: [1, 25] as const };
  throws(() => gpt.forward(long), /Cannot run GPT-2: 25 tokens in a row, wanted at most 24/);
  throws(
    () => gpt.forward({ ids, shape, positions: positions.subarray(1) }),
    /Cannot run GPT-2: 13 positions for 14 ids, wanted one for each/,
  );
  await rejects(
    generate(gpt, { ids, shape }, { count: 18 }),
    /Cannot generate: 18 tokens after 7, wanted at most 24 in all/,
  );
  using cache = gpt.cache({ batch: 2, capacity: 8 });
  using _scope = openScope(gpu);
  gpt.forward({ ids, shape, cache });
  throws(
    () => gpt.forward({ ids, shape, cache }),
    /7 rows and 7 more, there is room for 8\nTry: a larger capacity/,
  );
  const two = { ids: ids.slice(0, 2), shape: [2, 1] as const, cache };
  throws(
    () => gpt.forward({ ...two, mask }),
    /Cannot mask: 14 elements, wanted 0 or 1 for each of \(B, S\) = \(2, 8\)/,
  );
});
