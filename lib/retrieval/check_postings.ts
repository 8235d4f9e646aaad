import { checkCompressed } from "../sparse/check_compressed.ts";
import type { Postings } from "./postings.ts";

const WORDS = { row: "term", entries: "postings", entry: "posting", column: "document" };

/** Throws unless every posting is of a document, in order, and counts something. */
export function checkPostings(
  action: string,
  { starts, documents, frequencies, lengths }: Postings,
): void {
  checkCompressed(action, { starts, indices: documents, columns: lengths.length }, WORDS);
  if (frequencies.length !== documents.length) {
    throw new RangeError(
      `Cannot ${action}: ${documents.length} documents and ${frequencies.length} frequencies, ` +
        `wanted one a posting`,
    );
  }
  for (let d = 0; d < lengths.length; d++) {
    if (lengths[d]! >= 0 && Number.isFinite(lengths[d])) continue;
    throw new RangeError(`Cannot ${action}: document ${d} has length ${lengths[d]}, wanted >= 0`);
  }
  for (let term = 0; term + 1 < starts.length; term++) {
    for (let i = starts[term]!; i < starts[term + 1]!; i++) {
      const document = documents[i]!;
      if (i > starts[term]! && document <= documents[i - 1]!) {
        throw new RangeError(
          `Cannot ${action}: term ${term} is in document ${
            documents[i - 1]
          } and then ${document}, ` +
            `wanted documents that ascend`,
        );
      }
      const frequency = frequencies[i]!;
      if (frequency > 0 && Number.isFinite(frequency) && lengths[document]! > 0) continue;
      throw new RangeError(
        `Cannot ${action}: term ${term} is ${frequency} times in document ${document} of length ` +
          `${lengths[document]}, wanted both above 0`,
      );
    }
  }
}
