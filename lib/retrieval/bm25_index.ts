import { checkBinding } from "../gpu/check_array.ts";
import type { Gpu, GpuArray, HostArray } from "../gpu/mod.ts";
import { checkPostings } from "./check_postings.ts";
import type { Postings } from "./postings.ts";

/** Postings of consecutive terms, as many as one binding holds. */
export interface PostingsPart {
  /** Of all postings, the first one in here. */
  readonly first: number;
  /** The document of each. */
  readonly documents: GpuArray<"u32">;
  /** How often. */
  readonly frequencies: GpuArray<"f32">;
}

/** An inverted index on the GPU. */
export interface Bm25Index extends Disposable {
  /** How many terms there are, V. */
  readonly terms: number;
  /** How many documents, N. */
  readonly documents: number;
  /** The mean length of a document. */
  readonly meanLength: number;
  /** Where the postings of each term start; V + 1 of them, in memory. */
  readonly starts: Uint32Array;
  /** The length of each document. */
  readonly lengths: GpuArray<"f32">;
  /** The postings. */
  readonly parts: readonly PostingsPart[];
}

const MOST = 2 ** 24;

/**
 * Checks an inverted index and sends it to the GPU, in parts of whole terms with at most `most`
 * postings each.
 *
 * @throws {RangeError} when documents of a term do not ascend, or a frequency is not above 0.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { bm25Index, invertDocuments } from "@rederive/lib/retrieval";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using index = bm25Index(gpu, invertDocuments([[0, 1, 1], [1], [2, 2]], { terms: 3 }));
 * equal(index.documents, 3);
 * equal(index.meanLength, 2);
 * ```
 */
export function bm25Index(
  gpu: Gpu,
  postings: Postings,
  { most = MOST }: { most?: number } = {},
): Bm25Index {
  const action = "index documents";
  checkPostings(action, postings);
  const starts = Uint32Array.from(postings.starts);
  const { documents, frequencies } = postings;
  const lengths = Float32Array.from(postings.lengths);
  checkBinding(gpu, action, "the lengths of documents", lengths.byteLength);
  const parts: PostingsPart[] = [];
  for (const [first, end] of splitTerms(starts, most)) {
    checkBinding(gpu, action, "the postings of a term", (end - first) * 4);
    parts.push({
      first,
      documents: gpu.array(fill(new Uint32Array(end - first), documents, first), "documents"),
      frequencies: gpu.array(
        fill(new Float32Array(end - first), frequencies, first),
        "frequencies",
      ),
    });
  }
  const index = {
    terms: starts.length - 1,
    documents: lengths.length,
    // Summed in f64 from what was given: the kernel divides by it once.
    meanLength: Array.from(postings.lengths).reduce((a, b) => a + b, 0) / lengths.length,
    starts,
    lengths: gpu.array(lengths, "document lengths"),
    parts,
  };
  return {
    ...index,
    [Symbol.dispose]() {
      index.lengths[Symbol.dispose]();
      for (const { documents, frequencies } of parts) {
        documents[Symbol.dispose]();
        frequencies[Symbol.dispose]();
      }
    },
  };
}

/** Copies values `first` and on over all of `part`. */
function fill<A extends HostArray>(part: A, values: ArrayLike<number>, first: number): A {
  for (let i = 0; i < part.length; i++) part[i] = values[first + i]!;
  return part;
}

/** From which posting to which each part goes, at ends of terms; a term is never split. */
function* splitTerms(starts: Uint32Array, most: number): Generator<[number, number]> {
  let first = 0;
  for (let term = 0; term + 1 < starts.length; term++) {
    if (starts[term + 1]! - first <= most || starts[term]! === first) continue;
    yield [first, starts[term]!];
    first = starts[term]!;
  }
  if (first < starts.at(-1)!) yield [first, starts.at(-1)!];
}
