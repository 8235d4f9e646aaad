/** PCG64 (XSL-RR 128/64), the generator behind numpy's `default_rng`. State in BigInt: 128 bits. */

const MULTIPLIER = 47026247687942121848144207491837523525n;
const MASK_128 = (1n << 128n) - 1n;
const MASK_64 = (1n << 64n) - 1n;

/** State of one generator: nothing else exists, so two of them cannot meet. */
export interface PcgState {
  state: bigint;
  readonly increment: bigint;
}

/** Starts a generator from eight seed words, low word first, as numpy fills its four 64-bit seeds. */
export function pcgFromWords(words: ArrayLike<number>): PcgState {
  const wide = (i: number) => BigInt(words[2 * i]!) | (BigInt(words[2 * i + 1]!) << 32n);
  const start = (wide(0) << 64n) | wide(1);
  const stream = (wide(2) << 64n) | wide(3);
  const pcg = { state: 0n, increment: ((stream << 1n) | 1n) & MASK_128 };
  step(pcg);
  pcg.state = (pcg.state + start) & MASK_128;
  step(pcg);
  return pcg;
}

/** Takes the next double in [0, 1): the upper 53 of 64 output bits. */
export function nextPcgDouble(pcg: PcgState): number {
  step(pcg);
  const folded = ((pcg.state >> 64n) ^ pcg.state) & MASK_64;
  const turn = pcg.state >> 122n;
  const word = ((folded >> turn) | (folded << (64n - turn))) & MASK_64;
  return Number(word >> 11n) / 2 ** 53;
}

function step(pcg: PcgState): void {
  pcg.state = (pcg.state * MULTIPLIER + pcg.increment) & MASK_128;
}
