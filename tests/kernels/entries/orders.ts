import { assignClusters, kMeans, seedCentres, updateCentres } from "@rederive/lib/cluster";
import { key } from "@rederive/lib/random";
import {
  bm25Index,
  bm25Scores,
  bm25TopK,
  cosineTopK,
  denseIndex,
  invertDocuments,
  maxSimIndex,
  maxSimScores,
  normalizeRows,
} from "@rederive/lib/retrieval";
import { sampleCategorical } from "@rederive/lib/sampling";
import { argsort, sort, sortPairs, topK } from "@rederive/lib/sort";
import { type Entry, EXACT, numbers } from "../entry.ts";

const SORT = "sort/sort_test.ts";
const COSINE = "retrieval/cosine_top_k_test.ts";
const BM25 = "retrieval/bm25_test.ts";

const DOCUMENTS = () => invertDocuments([[0, 1], [1, 2], [2, 2]], { terms: 3 });

/** Orders, draws, neighbours and clusters. */
export const orders: readonly Entry[] = [
  {
    op: "sort",
    part: "sort",
    shapes: "keys (n) → (n); f32, i32, u32",
    accuracy: EXACT,
    test: SORT,
    run: (gpu) => sort(gpu, numbers(gpu, 9), { segments: [0, 4, 9] }),
  },
  {
    op: "sortPairs",
    part: "sort",
    shapes: "keys (n), values (n) → both",
    accuracy: EXACT,
    test: SORT,
    run: (gpu) => sortPairs(gpu, { keys: numbers(gpu, 9), values: gpu.zeros("u32", 9) }),
  },
  {
    op: "argsort",
    part: "sort",
    shapes: "keys (n), segments → u32 (n)",
    accuracy: EXACT,
    test: SORT,
    run: (gpu) => argsort(gpu, numbers(gpu, 9), { segments: [0, 4, 9] }),
  },
  {
    op: "topK",
    part: "sort",
    shapes: "(rows, n) → (rows, k), u32 (rows, k)",
    limits: "k <= 1024",
    refused: (gpu) => topK(gpu, numbers(gpu, 2000), { k: 1025 }),
    accuracy: EXACT,
    test: "sort/top_k_test.ts",
    run: async (gpu) => {
      await topK(gpu, numbers(gpu, 100), { k: 3 });
      await topK(gpu, numbers(gpu, 20_000), { k: 3 });
      await topK(gpu, numbers(gpu, 20_002), { k: 3, rows: 2 });
    },
  },
  {
    op: "sampleCategorical",
    part: "sampling",
    shapes: "(rows, classes) → u32 (rows, draws)",
    accuracy: "scores off by 1.8e-5: of classes as near as that, either",
    test: "sampling/categorical_test.ts",
    run: (gpu) => sampleCategorical(gpu, numbers(gpu, 9), { key: key(1) }),
  },
  {
    op: "normalizeRows",
    part: "retrieval",
    shapes: "(N, D) → (N, D)",
    limits: "D <= 65536",
    refused: (gpu) => normalizeRows(gpu, numbers(gpu, 0), { width: 65_537 }),
    accuracy: "y gamma(D + 20)",
    test: "retrieval/normalize_rows_test.ts",
    run: (gpu) => normalizeRows(gpu, numbers(gpu, 8), { width: 4 }),
  },
  {
    op: "denseIndex",
    part: "retrieval",
    shapes: "(N, D) → blocks of (D, N)",
    limits: "D <= 65536",
    refused: (gpu) => denseIndex(gpu, numbers(gpu, 0), { width: 65_537 }),
    accuracy: "y gamma(D + 20)",
    test: COSINE,
    run: (gpu) => denseIndex(gpu, numbers(gpu, 64), { width: 4 }),
  },
  {
    op: "cosineTopK",
    part: "retrieval",
    shapes: "queries (Q, D), N vectors → (Q, k), u32 (Q, k)",
    limits: "k <= 1024",
    refused: async (gpu) => {
      using index = await denseIndex(gpu, numbers(gpu, 2000), { width: 1 });
      await cosineTopK(gpu, numbers(gpu, 1), index, { k: 1025 });
    },
    accuracy: "gamma(3 D + 50)",
    test: COSINE,
    run: async (gpu) => {
      for (const blockRows of [64, 8]) {
        const index = await denseIndex(gpu, numbers(gpu, 256), { width: 4, blockRows });
        await cosineTopK(gpu, numbers(gpu, 4), index, { k: 2 });
      }
    },
  },
  {
    op: "bm25Scores",
    part: "retrieval",
    shapes: "Q lists of terms, N documents → (Q, N)",
    accuracy: "gamma(25 + terms) sum abs(parts)",
    test: BM25,
    run: (gpu) => bm25Scores(gpu, bm25Index(gpu, DOCUMENTS()), [[0], [2, 1]]),
  },
  {
    op: "bm25TopK",
    part: "retrieval",
    shapes: "Q lists of terms, N documents → (Q, k), u32 (Q, k)",
    limits: "k <= 1024",
    refused: (gpu) => {
      const many = invertDocuments(Array.from({ length: 2000 }, () => [0]), { terms: 1 });
      return bm25TopK(gpu, bm25Index(gpu, many), [[0]], { k: 1025 });
    },
    accuracy: "as bm25Scores",
    test: BM25,
    run: (gpu) => bm25TopK(gpu, bm25Index(gpu, DOCUMENTS()), [[0], [2, 1]], { k: 2 }),
  },
  {
    op: "maxSimScores",
    part: "retrieval",
    shapes: "tokens of Q queries and N documents, D each → (Q, N)",
    limits: "tokens of a text <= 32768",
    refused: (gpu) => {
      const long = { vectors: new Float32Array(32_769), starts: [0, 32_769] };
      return maxSimIndex(gpu, long, { width: 1 });
    },
    accuracy: "T (gamma(3 D + 50) + gamma(T)), T tokens of a query",
    test: "retrieval/max_sim_test.ts",
    run: async (gpu) => {
      const texts = { vectors: Float32Array.of(1, 0, 0, 1, -2, 0), starts: [0, 2, 3] };
      await maxSimScores(gpu, texts, await maxSimIndex(gpu, texts, { width: 2 }));
    },
  },
  {
    op: "seedCentres",
    part: "cluster",
    shapes: "(N, D) → (K, D)",
    limits: "D <= 65536",
    refused: (gpu) => seedCentres(gpu, numbers(gpu, 65_537), { width: 65_537, k: 1, key: key(1) }),
    accuracy: "distances off by gamma(D + 2) d",
    test: "cluster/seed_centres_test.ts",
    run: (gpu) => seedCentres(gpu, numbers(gpu, 9), { width: 3, k: 2, key: key(1) }),
  },
  {
    op: "assignClusters",
    part: "cluster",
    shapes: "(N, D), (K, D) → u32 (N), distances (N)",
    limits: "D <= 65536",
    refused: (gpu) => {
      const point = numbers(gpu, 65_537);
      return assignClusters(gpu, point, point, { width: 65_537 });
    },
    accuracy: "gamma(D + 2) d",
    test: "cluster/assign_clusters_test.ts",
    run: (gpu) => assignClusters(gpu, numbers(gpu, 9), numbers(gpu, 6), { width: 3 }),
  },
  {
    op: "updateCentres",
    part: "cluster",
    shapes: "(N, D), labels u32 (N), (K, D) → (K, D), u32 (K)",
    accuracy: "gamma(n + 5) mean abs(x), n points of a cluster",
    test: "cluster/update_centres_test.ts",
    run: async (gpu) => {
      for (const width of [3, 4]) {
        const [points, centres] = [numbers(gpu, 3 * width), numbers(gpu, 2 * width)];
        await updateCentres(gpu, points, { width, labels: gpu.zeros("u32", 3), centres });
      }
    },
  },
  {
    op: "kMeans",
    part: "cluster",
    shapes: "(N, D) → (K, D), u32 (N), u32 (K), distances (N)",
    accuracy: "of its last move, as those two",
    test: "cluster/k_means_test.ts",
    run: (gpu) => kMeans(gpu, numbers(gpu, 12), { width: 3, k: 2, key: key(1), iterations: 1 }),
  },
];
