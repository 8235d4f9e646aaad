import { foldIn, key, stream } from "@rederive/lib/random";

/** How examples come about: what carries the concept, and what only surrounds it. */
export interface ConceptOptions {
  /** Different settings in which a learner sees each of the two concepts. */
  settings: number;
  /** Examples of each concept; they are dealt out over the settings. */
  examples: number;
  /** Whether the test comes in the settings of practice, or in new ones. */
  test: "new settings" | "practised settings";
  seed: number;
}

const CORE = 4;
const SURFACE = 24;
const TESTS = 100;

/**
 * Two concepts differ in 4 numbers, by one standard deviation each way; 24 more belong to the setting.
 * The learner averages its examples of each, and goes by the nearer average. Returns the share of
 * test cases that it gets right.
 */
export function learnConcept({ settings, examples, test, seed }: ConceptOptions): number {
  const random = stream(foldIn(key(seed), settings));
  const draw = (n: number, spread: number) =>
    Array.from({ length: n }, () => spread * random.normal());
  const seen = [0, 1].map(() => Array.from({ length: settings }, () => draw(SURFACE, 1)));
  const example = (concept: number, setting: readonly number[]) => [
    ...draw(CORE, 1).map((v) => v + (concept ? 1 : -1)),
    ...draw(SURFACE, 0.3).map((v, i) => v + setting[i]!),
  ];
  const averages = [0, 1].map((concept) => {
    const cases = Array.from(
      { length: examples },
      (_, i) => example(concept, seen[concept]![i % settings]!),
    );
    return cases[0]!.map((_, j) => cases.reduce((sum, one) => sum + one[j]!, 0) / examples);
  });
  const distance = (a: number[], b: number[]) => a.reduce((sum, v, i) => sum + (v - b[i]!) ** 2, 0);
  let right = 0;
  for (let i = 0; i < TESTS; i++) {
    const concept = i % 2;
    const setting = test === "new settings" ? draw(SURFACE, 1) : seen[concept]![i % settings]!;
    const one = example(concept, setting);
    const nearer = distance(one, averages[1]!) < distance(one, averages[0]!) ? 1 : 0;
    if (nearer === concept) right++;
  }
  return right / TESTS;
}
