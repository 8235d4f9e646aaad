import { deepStrictEqual as deepEqual, throws } from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import { invertDocuments, tfIdfOnHost } from "@rederive/lib/retrieval";
import golden from "./fixtures/scikit_learn.json" with { type: "json" };

const { terms, documents, queries, cosines } = golden;
const postings = invertDocuments(documents, { terms });

for (const { sublinear, smooth, scores } of cosines) {
  Deno.test(`tfIdfOnHost() is scikit-learn's, sublinear ${sublinear}, smooth ${smooth}`, () => {
    for (const [q, query] of queries.entries()) {
      const got = tfIdfOnHost(postings, query, { sublinear, smooth });
      // both in f64: some fifty roundings of numbers below 1
      assertClose(got, scores[q]!, { abs: 1e-14, rel: 0 });
    }
  });
}

Deno.test("tfIdfOnHost() of a document that is the query is 1, of one that shares nothing 0", () => {
  const small = invertDocuments([[0, 1, 1], [2], [0, 1, 1, 2], []], { terms: 4 });
  const [same, other, both, empty] = tfIdfOnHost(small, [1, 0, 1]);
  assertClose([same!], [1], { abs: 1e-15, rel: 0 });
  deepEqual([other, empty], [0, 0]);
  deepEqual(both! > 0 && both! < 1, true);
  deepEqual([...tfIdfOnHost(small, [3])], [0, 0, 0, 0]); // no document holds it
  deepEqual([...tfIdfOnHost(small, [])], [0, 0, 0, 0]);
  // nor does it change what other terms of the query give
  deepEqual(tfIdfOnHost(small, [1, 3]), tfIdfOnHost(small, [1]));
});

Deno.test("tfIdfOnHost() refuses a term that there is not", () => {
  for (const term of [-1, 20, 0.5]) {
    throws(
      () => tfIdfOnHost(postings, [term]),
      new RegExp(
        `^RangeError: Cannot score documents: the query has term ${term}, wanted one of 0`,
      ),
    );
  }
});
