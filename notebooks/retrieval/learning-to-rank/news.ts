import { stream } from "@rederive/lib/random";
import type { RankingList } from "./ranking_list.ts";

/** Documents a list, topics, features: the topic, one-hot, and the quality. */
export const [T, TOPICS] = [8, 4];
export const F = TOPICS + 1;

/** What makes a document relevant: that it is good, or that it is the best on its topic here. */
export type Wanted = "good" | "best of its topic";

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
    const grades = documents.map(({ topic, quality }) =>
      Number(
        wanted === "good"
          ? quality > 0.25
          : documents.every((other) => other.topic !== topic || other.quality <= quality),
      )
    );
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
