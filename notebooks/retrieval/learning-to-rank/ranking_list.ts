import { stream } from "@rederive/lib/random";

/** One query: its documents' features, row by row, and how relevant a judge found each. */
export interface RankingList {
  readonly x: Float64Array;
  /** 0, irrelevant, to 4, perfect. */
  readonly grades: readonly number[];
  /** What the judge saw of each document, before the grades cut it up and without the noise. */
  readonly merit: readonly number[];
}

/** Features of a document. */
export const D = 12;
/** The first of them stand higher or lower for all documents of a query alike. */
const LEVELLED = 4;
/** Merit from which on a grade is 1, 2, 3, 4. */
const CUTS = [0.5, 1, 1.5, 2];

/** How lists are drawn. */
export interface ListOptions {
  readonly lists: number;
  /** Documents a list; 20 unless given. */
  readonly documents?: number;
  /** How far the first four features of all documents of a query are moved; 1 unless given. */
  readonly level?: number;
  /** The share of noise in what a judge sees; 0.2 unless given. */
  readonly noise?: number;
}

/** Queries with graded documents; the same seed has the same documents at every `level`. */
export function drawLists(seed: number, options: ListOptions): RankingList[] {
  const { lists, documents = 20, level = 1, noise = 0.2 } = options;
  const random = stream(seed);
  const drawn: RankingList[] = [];
  while (drawn.length < lists) {
    const shift = Array.from({ length: LEVELLED }, () => level * random.normal());
    const own = Float64Array.from({ length: documents * D }, () => random.normal());
    const rows = Array.from({ length: documents }, (_, i) => own.slice(i * D, (i + 1) * D));
    const merit = rows.map(meritOf);
    const seen = merit.map((v) => Math.sqrt(1 - noise) * v + Math.sqrt(noise) * random.normal());
    const grades = seen.map((v) => CUTS.filter((cut) => v >= cut).length);
    const x = own.map((v, at) => v + (shift[at % D] ?? 0));
    if (grades.some((grade) => grade > 0)) drawn.push({ x, grades, merit });
  }
  return drawn;
}

/** Mostly a weighted sum, with a product and a bend in it; about 1 in size. */
function meritOf(own: Float64Array): number {
  const [a, b, c, d, e, f, g, h, i, j] = own as unknown as number[];
  const sum = 0.5 * (a! + e!) + 0.35 * (b! - f!) + 0.25 * (c! + g!) - 0.15 * (d! - h!);
  return 0.85 * sum + 0.35 * i! * j! + 0.35 * (Math.abs(own[10]!) - Math.sqrt(2 / Math.PI));
}
