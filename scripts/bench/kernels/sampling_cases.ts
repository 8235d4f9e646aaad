import { key, randomNormal, uniform } from "@rederive/lib/random";
import { sampleCategorical } from "@rederive/lib/sampling";
import type { MakeCase } from "./bench_case.ts";

const [ROWS, CLASSES] = [64, 50_257];

const categoricalCase: MakeCase = async (gpu) => {
  const logits = await randomNormal(gpu, key(1), ROWS * CLASSES);
  const a = await gpu.read(logits);
  const u = uniform(key(2), ROWS);
  const y = new Uint32Array(ROWS);
  return {
    name: "sample categorical",
    size: `${ROWS} x ${CLASSES}`,
    gpu: () => sampleCategorical(gpu, logits, { key: key(2), rows: ROWS }),
    plain: () => {
      for (let row = 0; row < ROWS; row++) {
        const start = row * CLASSES;
        let total = 0;
        for (let i = start; i < start + CLASSES; i++) total += Math.exp(a[i]!);
        let left = u[row]! * total;
        let c = 0;
        while (c < CLASSES - 1 && (left -= Math.exp(a[start + c]!)) > 0) c++;
        y[row] = c;
      }
    },
  };
};

export const samplingCases: readonly MakeCase[] = [categoricalCase];
