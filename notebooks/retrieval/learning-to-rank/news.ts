import { stream } from "@rederive/lib/random";
import type { RankingList } from "./ranking_list.ts";

/** Documents a list, topics, features: the topic, one-hot, and the quality. */
export const [T, TOPICS] = [8, 4];
export const F = TOPICS + 1;

/** What makes a document relevant: that it is good, or how it compares with the others of its list. */
export type Wanted = "good" | "above the average" | "best of its topic" | "near the average";

interface News {
  topic: number;
  quality: number;
}

function gradesOf(documents: readonly News[], wanted: Wanted): number[] {
  const average = documents.reduce((sum, { quality }) => sum + quality, 0) / T;
  const away = ({ quality }: News) => Math.abs(quality - average);
  const middle = documents.map(away).sort((a, b) => a - b)[T / 2 - 1]!;
  const isWanted: Record<Wanted, (one: News) => boolean> = {
    good: ({ quality }) => quality > 0.25,
    "above the average": ({ quality }) => quality > average,
    "best of its topic": ({ topic, quality }) =>
      documents.every((other) => other.topic !== topic || other.quality <= quality),
    "near the average": (one) => away(one) <= middle,
  };
  return documents.map((one) => Number(isWanted[wanted](one)));
}

/** Lists of documents with a topic and a quality; some topics are well covered today, some badly. */
export function drawNews(
  seed: number,
  { lists, wanted }: { lists: number; wanted: Wanted },
): RankingList[] {
  const random = stream(seed);
  const drawn: RankingList[] = [];
  while (drawn.length < lists) {
    const covered = Array.from({ length: TOPICS }, () => 2 * random.uniform() - 1);
    const documents = Array.from({ length: T }, () => {
      const topic = random.integer(TOPICS);
      return { topic, quality: covered[topic]! + random.uniform() - 0.5 };
    });
    const grades = gradesOf(documents, wanted);
    if (new Set(grades).size < 2) continue;
    const x = new Float64Array(T * F);
    for (const [i, { topic, quality }] of documents.entries()) {
      x[i * F + topic] = 1;
      x[i * F + TOPICS] = quality;
    }
    drawn.push({ x, grades, merit: documents.map(({ quality }) => quality) });
  }
  return drawn;
}
