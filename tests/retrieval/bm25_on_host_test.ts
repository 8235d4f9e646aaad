import { throws } from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import { stream } from "@rederive/lib/random";
import { bm25 } from "@rederive/lib/reference";
import { bm25OnHost, type Bm25Variant, invertDocuments } from "@rederive/lib/retrieval";

const VARIANTS: readonly Bm25Variant[] = ["robertson", "lucene", "atire", "bm25l", "bm25+"];
const TERMS = 40;

Deno.test("bm25OnHost() is the formula, in every variant, for repeated and absent terms", () => {
  const draw = stream(7);
  const some = (most: number) =>
    Array.from({ length: draw.integer(most + 1) }, () => Math.floor(TERMS * draw.uniform() ** 3));
  const documents = Array.from({ length: 60 }, () => some(30));
  const postings = invertDocuments(documents, { terms: TERMS });
  for (const variant of VARIANTS) {
    for (const query of [[], [0], [0, 0, 3], [TERMS - 1, 1], some(8)]) {
      const delta = variant === "bm25l" ? 0.5 : variant === "bm25+" ? 1 : 0;
      const formula = { tf: variant, idf: variant, k1: 0.9, b: 0.4, delta } as const;
      const want = bm25(documents, query, formula);
      const got = bm25OnHost(postings, query, { variant, k1: 0.9, b: 0.4 });
      // some ten roundings of numbers below 100
      assertClose(got, want, { abs: 1e-12, rel: 0 });
    }
  }
});

Deno.test("bm25OnHost() refuses a term that there is not", () => {
  const postings = invertDocuments([[0, 1]], { terms: 2 });
  throws(() => bm25OnHost(postings, [2]), /^RangeError: .*term 2, wanted one of 0 to 1$/);
});
