import { deepStrictEqual as deepEqual, throws } from "node:assert/strict";
import { writeCheckpoints } from "@rederive/lib/checkpoints";
import { float32Of, readSafetensors } from "@rederive/lib/safetensors";

const RUNS = [
  ["late", { values: [1, 1 / 3], losses: [2.5, 0.125] }],
  ["early", { values: [-7], losses: [] }],
] as const;

Deno.test("writeCheckpoints() keeps a tensor a run, and the losses of those that have some", () => {
  const { tensors, metadata } = readSafetensors(writeCheckpoints(RUNS));
  deepEqual([...tensors.keys()].sort(), ["early", "late"]);
  deepEqual([...metadata], [["late", "2.5 0.125"]]);
  deepEqual(tensors.get("late")!.shape, [2]);
  deepEqual(float32Of(tensors.get("early")!), Float32Array.of(-7));
});

Deno.test("writeCheckpoints() rounds to 8 significant bits, or to 11", () => {
  const third = (dtype: "BF16" | "F16") => {
    const { tensors } = readSafetensors(writeCheckpoints(RUNS, { dtype }));
    const { dtype: stored } = tensors.get("late")!;
    return [stored, float32Of(tensors.get("late")!)[1]];
  };
  // 1/3 = 1.0101…₂ × 2⁻²: BF16 keeps 7 binary places of it, F16 10
  deepEqual(third("BF16"), ["BF16", Math.round(4 / 3 * 2 ** 7) / 2 ** 9]);
  deepEqual(third("F16"), ["F16", Math.round(4 / 3 * 2 ** 10) / 2 ** 12]);
});

Deno.test("writeCheckpoints() refuses two runs of one name", () => {
  throws(() => writeCheckpoints([RUNS[0], RUNS[1], RUNS[0]]), { name: "RangeError" });
});
