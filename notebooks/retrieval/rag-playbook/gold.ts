import { readJson } from "@rederive/lib/data";

/** How a question is put; the protocol in the file says more. */
export type Kind = "lexical" | "paraphrase" | "name" | "constrained" | "metadata";

/** A question written by hand, and which sections answer it. */
export interface Question {
  readonly split: "dev" | "held-out";
  readonly kind: Kind;
  readonly text: string;
  /** What a perfect reader of a constrained question would filter by. */
  readonly filter?: { readonly author?: string; readonly date?: string; readonly shelf?: string };
  /** Grades by section: 2 answers, 1 touches on it. */
  readonly relevant: { readonly [section: string]: number };
}

/** The gold set, from data/rag-gold.json. */
export async function readGold(): Promise<{ protocol: string[]; questions: Question[] }> {
  return await readJson("rag-gold.json");
}
