/** `Deno.test()` where there is no Deno: gathers the tests of a bundle, and runs them in turn. */

/** How a test ended. */
export interface Ended {
  name: string;
  /** What it threw; null where it passed. */
  error: string | null;
  ms: number;
}

type Body = () => void | Promise<void>;

const tests: { name: string; body: Body }[] = [];

/** A test of one family has a sibling for the other: both, or neither. */
const stemOf = ({ name }: { name: string }) => name.replace(/, (cpu|gpu) shapes$/, "");

/**
 * Not for a page. Long on a GPU that is a CPU: they see no other kernels than the rest. Refusals: they
 * compute nothing. Hard matrices of the SVD: one is below the smallest normal number, which WGSL lets a
 * device take for 0, and SwiftShader does.
 */
const LEFT_OUT = new RegExp(
  "million|longer|past|more than|more rows|over a|thousand|65 535|walk|counts more|long rows|100 000|" +
    "wherever it is|no f32 is|refuse|svd3.. takes hard matrices apart",
);

/** At most so many tests, spread over all of the file. */
function sample(most: number) {
  const stems = [...new Set(tests.map(stemOf))].filter((stem) => !LEFT_OUT.test(stem));
  const step = Math.max(1, stems.length / most);
  const count = Math.min(most, stems.length);
  const chosen = new Set(Array.from({ length: count }, (_, i) => stems[Math.floor(i * step)]!));
  return tests.filter((test) => chosen.has(stemOf(test)));
}

/** Runs a sample of the tests; tells of each as it ends. */
export async function runTests(
  most: number,
  tell: (ended: Ended) => void | Promise<void>,
): Promise<void> {
  for (const { name, body } of sample(most)) {
    const began = performance.now();
    let error: string | null = null;
    try {
      await body();
    } catch (thrown) {
      error = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
    }
    await tell({ name, error, ms: performance.now() - began });
  }
}

Object.assign(globalThis, {
  Deno: { test: (name: string, body: Body) => void tests.push({ name, body }) },
});
