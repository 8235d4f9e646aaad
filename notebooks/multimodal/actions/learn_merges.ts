/** A vocabulary of joined letters, as `bytePair()` takes it. */
export interface Merges {
  readonly vocabulary: ReadonlyMap<string, number>;
  readonly merges: readonly (readonly [left: string, right: string])[];
}

/**
 * Learns byte pairs (https://arxiv.org/abs/1508.07909) from words of letters: as long as the vocabulary
 * has room, the pair seen most often becomes a token; of equals, that of the oldest tokens.
 */
export function learnMerges(
  words: readonly string[],
  { letters, size }: { letters: readonly string[]; size: number },
): Merges {
  const tokens = [...letters];
  const ids = new Map(tokens.map((letter, id) => [letter, id]));
  const sequences = words.map((word) => Array.from(word, (letter) => ids.get(letter)!));
  const merges: [string, string][] = [];
  const counts = new Int32Array(size * size);
  while (tokens.length < size) {
    const best = mostSeen(sequences, counts, size);
    if (best === undefined) break; // no pair is seen twice
    const [left, right] = [Math.floor(best / size), best % size];
    const joined = tokens.push(tokens[left]! + tokens[right]!) - 1;
    merges.push([tokens[left]!, tokens[right]!]);
    for (const sequence of sequences) join(sequence, left, right, joined);
  }
  return { vocabulary: new Map(tokens.map((token, id) => [token, id])), merges };
}

/** The pair seen most often, as left size + right; undefined if none is seen twice. */
function mostSeen(sequences: readonly number[][], counts: Int32Array, size: number) {
  let [best, most] = [-1, 1];
  counts.fill(0);
  for (const sequence of sequences) {
    for (let i = 0; i + 1 < sequence.length; i++) {
      const pair = sequence[i]! * size + sequence[i + 1]!;
      const seen = ++counts[pair]!;
      if (seen > most || (seen === most && pair < best)) [best, most] = [pair, seen];
    }
  }
  return best < 0 ? undefined : best;
}

/** Replaces a pair wherever it stands, from the left, in place. */
function join(sequence: number[], left: number, right: number, joined: number): void {
  let to = 0;
  for (let from = 0; from < sequence.length; from++) {
    const isPair = sequence[from] === left && sequence[from + 1] === right;
    sequence[to++] = isPair ? joined : sequence[from]!;
    if (isPair) from++;
  }
  sequence.length = to;
}
