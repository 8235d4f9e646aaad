import type { Entry, Figures, Row } from "./measure.ts";

/** What is wanted of a case: our time times `times` is at most that of the best of `against`. */
export interface Bar {
  name: string;
  against: "webgpu" | "wasm" | "jax-js webgpu";
  times: number;
}

/** Wanted on software Vulkan. */
const BARS: readonly Bar[] = [
  { name: "matmul 512 x 512 x 512", against: "webgpu", times: 4 },
  { name: "matmul 1024 x 1024 x 1024", against: "webgpu", times: 4 },
  { name: "softmax", against: "webgpu", times: 4 },
  { name: "layerNorm", against: "webgpu", times: 4 },
  { name: "reduce sum", against: "webgpu", times: 4 },
  { name: "reduce sum of rows", against: "webgpu", times: 4 },
  { name: "attention", against: "webgpu", times: 3 },
  { name: "attentionGradient", against: "jax-js webgpu", times: 2 },
  { name: "sort floats", against: "jax-js webgpu", times: 5 },
  { name: "MLP step", against: "webgpu", times: 4 },
  { name: "MLP step", against: "wasm", times: 1 / 1.2 },
  { name: "GPT step", against: "webgpu", times: 3 },
];

/** Whether anything is wanted of a case. */
export function hasBar(name: string): boolean {
  return BARS.some((bar) => bar.name === name);
}

/** How a bar fared; `got` is undefined where nobody of those was measured. */
export interface Judged extends Bar {
  got: number | undefined;
  /** Who was best of those. */
  best: string | undefined;
}

/** Looks the bars up in what was measured; those of other cases are left out. */
export function judgeBars(rows: readonly Row[], bars: readonly Bar[] = BARS): Judged[] {
  return bars.flatMap((bar) => {
    const row = rows.find(({ name }) => name === bar.name);
    if (!row) return [];
    const best = bestOf(row.entries, bar.against);
    return [{ ...bar, got: best?.ratio, best: best?.contender }];
  });
}

/** The quickest of those whose name has these words. */
export function bestOf(
  entries: readonly Entry[],
  words: string,
): { contender: string } & Figures | undefined {
  return entries.filter((entry) => "ms" in entry)
    .filter(({ contender }) => words.split(" ").every((word) => contender.includes(word)))
    .sort((a, b) => a.ms - b.ms)[0];
}
