import { bestOf, bm25OnHost, fuseRankings, invertDocuments } from "@rederive/lib/retrieval";
import type { Verdict } from "@rederive/lib/claim";
import { wordsOf } from "./words.ts";

/** What can be found: a note, or one of its claims. */
export interface Entry {
  title: string;
  /** Shown under the title. */
  text: string;
  /** Path of its page in the site. */
  path: string;
  /** The title of its note; for a note, its author. */
  of: string;
  /** Null for a note. */
  verdict: Verdict | null;
  /** Searched, not shown: the note's prose, the other language of a title. */
  also: string;
}

/** The file that the search page loads. */
export interface SearchFile {
  schema: 1;
  entries: Entry[];
}

/** Words of a title count as if they stood there so often. */
const TITLE_WEIGHT = 3;
/** Words that begin with the last, unfinished word of a query; more would drown it. */
const MOST_COMPLETIONS = 24;
/** How far down each ranking is looked at when two are put together. */
const DEPTH = 50;

/** What is looked for beside words. */
export interface SearchOptions {
  /** The most that is found; 20 unless given. */
  most?: number;
  /** How near each entry is to the query in meaning, in the order of the list. */
  meanings?: ArrayLike<number>;
}

/** An index over entries, made in the reader's browser in some milliseconds. */
export class SearchIndex {
  readonly #entries: readonly Entry[];
  readonly #terms = new Map<string, number>();
  readonly #postings;

  constructor(entries: readonly Entry[]) {
    this.#entries = entries;
    const documents = entries.map(({ title, text, of, also }) => {
      const head = Array.from({ length: TITLE_WEIGHT }, () => wordsOf(title)).flat();
      return [...head, ...wordsOf(text), ...wordsOf(of), ...wordsOf(also)].map((word) => {
        const term = this.#terms.get(word) ?? this.#terms.size;
        this.#terms.set(word, term);
        return term;
      });
    });
    this.#postings = invertDocuments(documents, { terms: this.#terms.size });
  }

  /**
   * The best entries for a query, best first; ties in the order of the list. With meanings, those
   * found by words and those near in meaning, put together by their places in both rankings.
   */
  search(query: string, { most = 20, meanings }: SearchOptions = {}): Entry[] {
    const byWords = this.#searchWords(query);
    const found = meanings
      ? fuseRankings([byWords.slice(0, DEPTH), bestOf(meanings, { k: DEPTH })]).indices
      : byWords;
    return Array.from(found.slice(0, most), (i) => this.#entries[i]!);
  }

  #searchWords(query: string): Uint32Array {
    const terms = this.#termsOf(query);
    if (terms.length === 0) return new Uint32Array();
    const scores = bm25OnHost(this.#postings, terms);
    return bestOf(scores, { among: Uint8Array.from(scores, (score) => Number(score > 0)) });
  }

  /** The last word may be unfinished: it also stands for what begins with it. */
  #termsOf(query: string): number[] {
    const words = wordsOf(query);
    const known = words.flatMap((word) => this.#terms.get(word) ?? []);
    const last = words.at(-1);
    if (last === undefined || /\s$/.test(query)) return known;
    const begun = this.#terms.entries().filter(([word]) => word !== last && word.startsWith(last))
      .map(([, term]) => term);
    return [...known, ...begun.take(MOST_COMPLETIONS)];
  }
}
