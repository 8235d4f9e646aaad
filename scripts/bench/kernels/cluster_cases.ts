import { assignClusters, updateCentres } from "@rederive/lib/cluster";
import { bits, key, randomNormal } from "@rederive/lib/random";
import type { MakeCase } from "./bench_case.ts";

function assignCase(n: number, k: number, width: number): MakeCase {
  return async (gpu) => {
    const points = await randomNormal(gpu, key(1), n * width);
    const centres = await randomNormal(gpu, key(2), k * width);
    const [x, c] = await gpu.readMany([points, centres]);
    const labels = new Uint32Array(n);
    const distances = new Float32Array(n);
    return {
      name: `nearest of ${k} centres`,
      size: `${n} points of ${width}`,
      gpu: async () => {
        const { labels, distances } = await assignClusters(gpu, points, centres, { width });
        return [labels, distances];
      },
      plain: () => {
        for (let p = 0; p < n; p++) {
          let best = Infinity;
          for (let j = 0; j < k; j++) {
            let sum = 0;
            for (let i = 0; i < width; i++) sum += (x[p * width + i]! - c[j * width + i]!) ** 2;
            if (sum >= best) continue;
            best = sum;
            labels[p] = j;
          }
          distances[p] = best;
        }
        return [labels, distances];
      },
    };
  };
}

const [N, K, WIDTH] = [156_816, 30, 4];

const updateCase: MakeCase = async (gpu) => {
  const points = await randomNormal(gpu, key(1), N * WIDTH);
  const chosen = bits(key(2), N).map((word) => word % K);
  const labels = gpu.array(chosen);
  const old = gpu.zeros("f32", K * WIDTH);
  const x = await gpu.read(points);
  const sums = new Float64Array(K * WIDTH);
  const counts = new Uint32Array(K);
  return {
    name: `means of ${K} clusters`,
    size: `${N} points of ${WIDTH}`,
    gpu: async () => {
      const made = await updateCentres(gpu, points, { width: WIDTH, labels, centres: old });
      return [made.centres, made.counts];
    },
    plain: () => {
      sums.fill(0);
      counts.fill(0);
      for (let p = 0; p < N; p++) {
        const label = chosen[p]!;
        counts[label]!++;
        for (let i = 0; i < WIDTH; i++) sums[label * WIDTH + i]! += x[p * WIDTH + i]!;
      }
      const means = Float32Array.from(sums, (sum, at) => sum / counts[Math.floor(at / WIDTH)]!);
      return [means, counts];
    },
  };
};

export const clusterCases: readonly MakeCase[] = [
  assignCase(N, K, WIDTH),
  assignCase(4096, 256, 64),
  updateCase,
];
