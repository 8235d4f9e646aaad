import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { formatRows, measure, median } from "../../../scripts/bench/kernels/measure.ts";
import { gpuTest } from "../../gpu/with_gpu.ts";

Deno.test("median() is the middle value, or the mean of the two there", () => {
  equal(median([3, 100, 1]), 3);
  equal(median([4, 1, 100, 2]), 3);
});

Deno.test("formatRows() lines its columns up", () => {
  const row = { name: "sum", size: "9 numbers", gpuMs: 0.5, plainMs: 10, ratio: 20 };
  equal(
    formatRows([row]),
    "kernel  size       GPU ms  plain ms  plain / GPU\n" +
      "sum     9 numbers    0.50     10.00        20.00",
  );
});

gpuTest("measure() runs both sides in turn and leaves the first round out", async (gpu) => {
  const order: string[] = [];
  const make = (name: string) => ({
    name,
    size: "1",
    gpu: () => Promise.resolve(void order.push(`${name} gpu`)),
    plain: () => void order.push(`${name} plain`),
  });
  const rows = await measure(gpu, [make("a"), make("b")], 2);
  const round = ["a gpu", "a plain", "b gpu", "b plain"];
  deepEqual(order, [...round, ...round, ...round]);
  deepEqual(rows.map(({ name, ratio, plainMs, gpuMs }) => [name, ratio === plainMs / gpuMs]), [
    ["a", true],
    ["b", true],
  ]);
});
