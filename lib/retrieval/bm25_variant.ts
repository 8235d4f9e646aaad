/**
 * Names of Kamphuis et al., "Which BM25 do you mean?" (ECIR 2020), table 1. With N documents, df of them
 * holding the term, tf times in this one, n = 1 - b + b length / mean length:
 *
 * | name      | idf                                  | weight of tf                              |
 * | --------- | ------------------------------------ | ----------------------------------------- |
 * | robertson | ln((N - df + 0.5) / (df + 0.5))      | tf / (tf + k1 n)                          |
 * | lucene    | ln(1 + (N - df + 0.5) / (df + 0.5))  | tf / (tf + k1 n)                          |
 * | atire     | ln(N / df)                           | (k1 + 1) tf / (tf + k1 n)                 |
 * | bm25l     | ln((N + 1) / (df + 0.5))             | (k1 + 1) (c + delta) / (k1 + c + delta), c = tf / n |
 * | bm25+     | ln((N + 1) / df)                     | (k1 + 1) tf / (tf + k1 n) + delta         |
 *
 * A document without the term gets nothing for it, under bm25l and bm25+ too.
 */
export type Bm25Variant = "robertson" | "lucene" | "atire" | "bm25l" | "bm25+";

/** Which BM25. */
export interface Bm25Options {
  /** The weight of tf, and the idf unless that is given; "lucene" unless given. */
  variant?: Bm25Variant;
  /** The idf of another variant. */
  idf?: Bm25Variant;
  /** How slowly repetitions saturate; 1.2 unless given. */
  k1?: number;
  /** How much length counts, from 0 to 1; 0.75 unless given. */
  b?: number;
  /** What bm25l and bm25+ add: 0.5 and 1 unless given. */
  delta?: number;
}

/** The weight of tf as scale u / (u + k1) + bonus with u = tf / n + shift. */
export interface Saturation {
  k1: number;
  b: number;
  scale: number;
  shift: number;
  bonus: number;
}

const IDF: Readonly<Record<Bm25Variant, (n: number, df: number) => number>> = {
  robertson: (n, df) => Math.log((n - df + 0.5) / (df + 0.5)),
  lucene: (n, df) => Math.log1p((n - df + 0.5) / (df + 0.5)),
  atire: (n, df) => Math.log(n / df),
  bm25l: (n, df) => Math.log((n + 1) / (df + 0.5)),
  "bm25+": (n, df) => Math.log((n + 1) / df),
};

/** The inverse document frequency of a term that `df` of `n` documents hold. */
export function inverseFrequency(variant: Bm25Variant, n: number, df: number): number {
  return IDF[variant](n, df);
}

/** Checks the options and says how frequencies are weighed. */
export function saturationOf(action: string, options: Bm25Options): Saturation {
  const { variant = "lucene", idf = variant, k1 = 1.2, b = 0.75 } = options;
  for (const name of [variant, idf]) {
    if (name in IDF) continue;
    throw new TypeError(
      `Cannot ${action}: there is no variant "${name}", wanted one of ` +
        Object.keys(IDF).map((known) => `"${known}"`).join(", "),
    );
  }
  const isLong = variant === "bm25l";
  const isPlus = variant === "bm25+";
  const delta = options.delta ?? (isLong ? 0.5 : isPlus ? 1 : 0);
  for (
    const [name, value, most] of [["k1", k1, 1e6], ["b", b, 1], ["delta", delta, 1e6]] as const
  ) {
    if (value >= 0 && value <= most) continue;
    throw new RangeError(
      `Cannot ${action}: ${name} is ${value}, wanted a number from 0 to ${most}`,
    );
  }
  if (delta !== 0 && !isLong && !isPlus) {
    throw new TypeError(
      `Cannot ${action}: "${variant}" has no delta, wanted "bm25l" or "bm25+" beside it`,
    );
  }
  const scale = variant === "robertson" || variant === "lucene" ? 1 : k1 + 1;
  return { k1, b, scale, shift: isLong ? delta : 0, bonus: isPlus ? delta : 0 };
}
