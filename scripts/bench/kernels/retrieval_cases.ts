import { stream } from "@rederive/lib/random";
import {
  bm25Index,
  bm25TopK,
  cosineTopK,
  denseIndex,
  maxSimIndex,
  maxSimScores,
  type Postings,
} from "@rederive/lib/retrieval";
import type { MakeCase } from "./bench_case.ts";

const K = 10;

/** The best few of a row of scores, by insertion. */
function keepBest(
  scores: Float32Array<ArrayBuffer>,
  best: Float32Array<ArrayBuffer>,
  indices: Uint32Array<ArrayBuffer>,
): void {
  best.fill(-Infinity);
  for (let i = 0; i < scores.length; i++) {
    if (scores[i]! <= best[K - 1]!) continue;
    let at = K - 1;
    for (; at > 0 && scores[i]! > best[at - 1]!; at--) {
      best[at] = best[at - 1]!;
      indices[at] = indices[at - 1]!;
    }
    best[at] = scores[i]!;
    indices[at] = i;
  }
}

const [VECTORS, WIDTH] = [100_000, 384];
const MEGABYTES = (4 * VECTORS * WIDTH / 1e6).toFixed(0);

/** Numbers from -1 to 1 without any order. */
function scatter(length: number): Float32Array<ArrayBuffer> {
  const values = new Float32Array(length);
  for (let i = 0; i < length; i++) {
    const mixed = Math.imul(i ^ i >>> 15, 0x2c1b3c6d);
    values[i] = Math.imul(mixed ^ mixed >>> 12, 0x297a2d39) / 2 ** 31;
  }
  return values;
}

function cosineCase(count: number): MakeCase {
  return async (gpu) => {
    const vectors = scatter(VECTORS * WIDTH);
    const index = await denseIndex(gpu, vectors, { width: WIDTH, normalized: true });
    const asked = vectors.slice(5 * WIDTH, (5 + count) * WIDTH).reverse();
    const queries = gpu.array(asked);
    await gpu.read(queries); // the index is built: no work of seconds is left to whoever closes the GPU
    const scores = new Float32Array(VECTORS);
    const best = new Float32Array(count * K);
    const indices = new Uint32Array(count * K);
    return {
      name: `cosine top ${K}, ${count === 1 ? "1 query" : `${count} queries`}`,
      size: `${VECTORS} vectors of ${WIDTH}, ${MEGABYTES} MB`,
      gpu: async () => {
        const { values, indices } = await cosineTopK(gpu, queries, index, { k: K });
        return [values, indices];
      },
      plain: () => {
        for (let q = 0; q < count; q++) {
          for (let row = 0; row < VECTORS; row++) {
            let sum = 0;
            for (let i = 0; i < WIDTH; i++) {
              sum += asked[q * WIDTH + i]! * vectors[row * WIDTH + i]!;
            }
            scores[row] = sum;
          }
          const own = [q * K, (q + 1) * K] as const;
          keepBest(scores, best.subarray(...own), indices.subarray(...own));
        }
        return [best, indices];
      },
      peers: {
        task: "nearest",
        inputs: [{ data: asked, shape: [count, WIDTH] }, {
          data: vectors,
          shape: [VECTORS, WIDTH],
        }],
        options: { k: K },
      },
    };
  };
}

const [TOKENS, TEXTS, LENGTH] = [16, 1000, 100];

const lateInteractionCase: MakeCase = async (gpu) => {
  const vectors = scatter((TOKENS + TEXTS * LENGTH) * WIDTH);
  const asked = vectors.slice(0, TOKENS * WIDTH);
  const held = vectors.slice(TOKENS * WIDTH);
  const starts = Uint32Array.from({ length: TEXTS + 1 }, (_, d) => d * LENGTH);
  const options = { width: WIDTH, normalized: true };
  const index = await maxSimIndex(gpu, { vectors: held, starts }, options);
  const scores = new Float32Array(TEXTS);
  return {
    name: `late interaction, a query of ${TOKENS} tokens`,
    size: `${TEXTS} documents of ${LENGTH} tokens of ${WIDTH}`,
    gpu: () => maxSimScores(gpu, { vectors: asked, starts: [0, TOKENS] }, index),
    plain: () => {
      for (let d = 0; d < TEXTS; d++) {
        scores[d] = 0;
        for (let t = 0; t < TOKENS; t++) {
          let most = -Infinity;
          for (let row = d * LENGTH; row < (d + 1) * LENGTH; row++) {
            let sum = 0;
            for (let i = 0; i < WIDTH; i++) sum += asked[t * WIDTH + i]! * held[row * WIDTH + i]!;
            most = Math.max(most, sum);
          }
          scores[d]! += most;
        }
      }
      return scores;
    },
    peers: {
      task: "lateInteraction",
      inputs: [{ data: asked, shape: [TOKENS, WIDTH] }, {
        data: held,
        shape: [TEXTS * LENGTH, WIDTH],
      }],
      options: { tokens: TOKENS, documents: TEXTS, length: LENGTH },
    },
  };
};

const [DOCUMENTS, TERMS, ASKED] = [100_000, 20_000, 16];

/** Postings as those of words: the term of rank r is in about 1 / (r + 8) of the documents. */
function makePostings(): Postings & Record<"starts" | "documents", Uint32Array> {
  const draw = stream(1);
  const lists = Array.from({ length: TERMS }, (_, rank) => {
    const own: number[] = [];
    const step = 1 + rank / 8;
    for (let d = draw.uniform() * step; d < DOCUMENTS; d += 0.5 + draw.uniform() * 2 * step) {
      own.push(Math.floor(d));
    }
    return [...new Set(own)];
  });
  const starts = new Uint32Array(TERMS + 1);
  for (const [t, { length }] of lists.entries()) starts[t + 1] = starts[t]! + length;
  const documents = Uint32Array.from(lists.flat());
  const frequencies = Float32Array.from(documents, (_, i) => 1 + i % 3);
  const lengths = new Float32Array(DOCUMENTS).fill(1);
  for (const [i, d] of documents.entries()) lengths[d]! += frequencies[i]!;
  return { starts, documents, frequencies, lengths };
}

const bm25Case: MakeCase = (gpu) => {
  const { starts, documents, frequencies, lengths } = makePostings();
  const index = bm25Index(gpu, { starts, documents, frequencies, lengths });
  const queries = Array.from(
    { length: ASKED },
    (_, q) => [q, 40 + 7 * q, 300 + 11 * q, 5000 + 13 * q],
  );
  const scores = new Float32Array(DOCUMENTS);
  const best = new Float32Array(ASKED * K);
  const indices = new Uint32Array(ASKED * K);
  const mean = index.meanLength;
  return Promise.resolve({
    name: `BM25 top ${K}, ${ASKED} queries`,
    size: `${DOCUMENTS} documents, ${(documents.length / 1e6).toFixed(1)} M postings`,
    gpu: async () => {
      const { values, indices } = await bm25TopK(gpu, index, queries, { k: K });
      return [values, indices];
    },
    plain: () => {
      for (const [q, query] of queries.entries()) {
        scores.fill(0);
        for (const term of query) {
          const df = starts[term + 1]! - starts[term]!;
          const idf = Math.log1p((DOCUMENTS - df + 0.5) / (df + 0.5));
          for (let i = starts[term]!; i < starts[term + 1]!; i++) {
            const [d, tf] = [documents[i]!, frequencies[i]!];
            scores[d]! += idf * tf / (tf + 1.2 * (0.25 + 0.75 * lengths[d]! / mean));
          }
        }
        const own = [q * K, (q + 1) * K] as const;
        keepBest(scores, best.subarray(...own), indices.subarray(...own));
      }
      return [best, indices];
    },
  });
};

export const retrievalCases: readonly MakeCase[] = [
  cosineCase(1),
  cosineCase(8),
  lateInteractionCase,
  bm25Case,
];
