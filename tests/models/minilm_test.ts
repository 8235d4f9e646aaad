import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { loadMiniLm } from "@rederive/lib/models";
import { float32Of, readSafetensors } from "@rederive/lib/safetensors";
import { gpuTest } from "../gpu/with_gpu.ts";

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
