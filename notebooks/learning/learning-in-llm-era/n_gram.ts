/** How probable a letter is after what stands before it. */
export type Predictor = (before: readonly string[], letter: string) => number;

const ORDER = 3;

/**
 * Letters predicted from the three before them, Witten and Bell's way: each context trusts its own
 * counts the more, the fewer different letters followed it, and leaves the rest to the shorter one. In
 * the end stand `alphabet` letters, all alike, so that nothing has probability 0.
 */
export function nGram(texts: readonly string[], alphabet: number): Predictor {
  const seen = new Map<string, Map<string, number>>();
  for (const text of texts) {
    const letters = [...text];
    for (const [i, letter] of letters.entries()) {
      for (let n = 0; n <= Math.min(ORDER, i); n++) {
        const context = letters.slice(i - n, i).join("");
        const next = seen.get(context) ?? new Map<string, number>();
        seen.set(context, next);
        next.set(letter, (next.get(letter) ?? 0) + 1);
      }
    }
  }
  const total = new Map(
    [...seen].map(([context, next]) => [context, next.values().reduce((a, b) => a + b, 0)]),
  );
  return (before, letter) => {
    let p = 1 / alphabet;
    for (let n = 0; n <= Math.min(ORDER, before.length); n++) {
      const context = before.slice(before.length - n).join("");
      const next = seen.get(context);
      if (!next) break;
      const [count, kinds] = [total.get(context)!, next.size];
      p = ((next.get(letter) ?? 0) + kinds * p) / (count + kinds);
    }
    return p;
  };
}

/** The same prediction, mixed with one from what the prompt contains: half of each. */
export function withPrompt(
  base: Predictor,
  prompt: readonly string[],
  alphabet: number,
): Predictor {
  if (prompt.length === 0) return base;
  const fromPrompt = nGram(prompt, alphabet);
  return (before, letter) => 0.5 * base(before, letter) + 0.5 * fromPrompt(before, letter);
}

/** The bits of a text under a prediction: -log2 of its probability. */
export function bitsOf(text: string, predict: Predictor): number {
  const letters = [...text];
  return letters.reduce(
    (sum, letter, i) => sum - Math.log2(predict(letters.slice(Math.max(0, i - ORDER), i), letter)),
    0,
  );
}
