import { deepStrictEqual as deepEqual, rejects, strictEqual as equal } from "node:assert/strict";
import { float32Weights, readSafetensors, writeSafetensors } from "@rederive/lib/safetensors";
import { fetchMiniLm } from "../../scripts/data/fetch_minilm.ts";
import { quantizeCheckpoint } from "../../scripts/data/quantize_checkpoint.ts";

Deno.test("quantizeCheckpoint() keeps vectors, and matrices to half a step of their row", () => {
  const matrix = Float32Array.of(1, -0.3, 0.004, 20, 0.1, -7);
  const vector = Float32Array.of(1 / 3, -5);
  const file = writeSafetensors([
    ["layer.weight", { shape: [2, 3], values: matrix }],
    ["layer.bias", { shape: [2], values: vector }],
    ["pooler.weight", { shape: [1, 1], values: Float32Array.of(9) }],
    ["position_ids", { shape: [1, 2], values: BigInt64Array.of(0n, 1n) }],
  ]);
  const options = { leaveOut: /^pooler\.|position_ids$/, metadata: { changes: "8 bits" } };
  const { tensors, metadata } = readSafetensors(quantizeCheckpoint(file, options));
  deepEqual([...tensors.keys()].sort(), ["layer.bias", "layer.weight", "layer.weight.scale"]);
  deepEqual([...metadata], [["changes", "8 bits"]]);
  deepEqual(float32Weights(tensors, "layer.bias"), vector);
  equal(tensors.get("layer.weight")!.dtype, "I8");
  const got = float32Weights(tensors, "layer.weight");
  for (const [i, value] of matrix.entries()) {
    const step = [1, 20][Math.floor(i / 3)]! / 127;
    equal(Math.abs(got[i]! - value) <= 0.500001 * step, true, `element ${i} is ${got[i]}`);
  }
});

Deno.test("fetchMiniLm() takes no file that is not the one published", async () => {
  const folder = await Deno.makeTempDir();
  try {
    for (const name of ["model.safetensors", "tokenizer.json", "config.json"]) {
      await Deno.writeTextFile(`${folder}/${name}`, "{}");
    }
    await rejects(fetchMiniLm(folder), {
      name: "BadInput",
      message: /^Cannot use \S+: its sha256 is 44136fa355b3\w+, wanted [0-9a-f]{64}$/,
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
