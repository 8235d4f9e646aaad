import { adamW } from "@rederive/lib/optim";
import { stream } from "@rederive/lib/random";
import * as t from "@rederive/lib/tensor";
import type { MakeCase } from "./bench_case.ts";

const N = 1_000_000;
const [RATE, BETA1, BETA2, EPSILON, DECAY] = [1e-3, 0.9, 0.999, 1e-8, 0.01];

/** A step of AdamW over one large parameter, its gradient given. */
const adamCase: MakeCase = (gpu) => {
  const draw = stream(1);
  const [w, g] = [0, 1].map(() => Float32Array.from({ length: N }, () => draw.normal()));
  const parameter = t.tensor(gpu, w!.slice());
  const gradient = t.tensor(gpu, g!);
  const optimizer = adamW([parameter]);
  const [m, v] = [new Float32Array(N), new Float32Array(N)];
  let steps = 0;
  return Promise.resolve({
    name: "AdamW step",
    size: "1 M",
    gpu: () => optimizer.step([gradient]),
    plain: () => {
      steps++;
      const [first, second] = [1 - BETA1 ** steps, 1 - BETA2 ** steps];
      for (let i = 0; i < N; i++) {
        m[i]! += (1 - BETA1) * (g![i]! - m[i]!);
        v[i]! += (1 - BETA2) * (g![i]! * g![i]! - v[i]!);
        const move = m[i]! / first / (Math.sqrt(v[i]! / second) + EPSILON);
        w![i] = (1 - RATE * DECAY) * w![i]! - RATE * move;
      }
    },
  });
};

/** Cases of lib/optim. */
export const optimCases: readonly MakeCase[] = [adamCase];
