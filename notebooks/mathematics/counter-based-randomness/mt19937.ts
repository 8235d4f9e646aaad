/** MT19937 as plain state plus functions, so that a note can look inside between two calls. */

/** The whole state of the Mersenne Twister: 624 words and how many of them are already used. */
export interface MtState {
  words: Uint32Array<ArrayBuffer>;
  position: number;
}

const N = 624;
const M = 397;

/** Makes a state from a 32-bit seed with `init_genrand`, the way `numpy.random.seed(1234)` does. */
export function mtFromSeed(seed: number): MtState {
  const state = { words: new Uint32Array(N), position: N };
  reseed(state, seed);
  return state;
}

/** Seeds an existing state in place: whoever holds the object sees the change. */
export function reseed(state: MtState, seed: number): void {
  const { words } = state;
  words[0] = seed;
  for (let i = 1; i < N; i++) {
    const before = words[i - 1]!;
    words[i] = Math.imul(before ^ (before >>> 30), 1812433253) + i;
  }
  state.position = N;
}

/** Makes a state from an array of words with `init_by_array`, the way CPython's `random.seed` does. */
export function mtFromArray(key: readonly number[]): MtState {
  const state = mtFromSeed(19650218);
  const { words } = state;
  let i = 1;
  const advance = () => {
    if (++i < N) return;
    words[0] = words[N - 1]!;
    i = 1;
  };
  for (let k = 0; k < Math.max(N, key.length); k++) {
    const j = k % key.length;
    words[i] = (words[i]! ^ Math.imul(mixed(words[i - 1]!), 1664525)) + key[j]! + j;
    advance();
  }
  for (let k = 0; k < N - 1; k++) {
    words[i] = (words[i]! ^ Math.imul(mixed(words[i - 1]!), 1566083941)) - i;
    advance();
  }
  words[0] = 0x80000000;
  return state;
}

function mixed(word: number): number {
  return word ^ (word >>> 30);
}

/** Takes the next 32-bit word; every 624th call first replaces the whole array. */
export function nextWord(state: MtState): number {
  if (state.position >= N) regenerate(state);
  let y = state.words[state.position++]!;
  y ^= y >>> 11;
  y ^= (y << 7) & 0x9d2c5680;
  y ^= (y << 15) & 0xefc60000;
  return (y ^ (y >>> 18)) >>> 0;
}

/** Takes the next double in [0, 1): 27 bits of one word and 26 of the next. */
export function nextDouble(state: MtState): number {
  const high = nextWord(state) >>> 5;
  const low = nextWord(state) >>> 6;
  return (high * 2 ** 26 + low) / 2 ** 53;
}

/** Computes the next 624 words from the last 624: the only place where the array changes. */
function regenerate(state: MtState): void {
  const { words } = state;
  for (let i = 0; i < N; i++) {
    const joined = (words[i]! & 0x80000000) | (words[(i + 1) % N]! & 0x7fffffff);
    words[i] = words[(i + M) % N]! ^ (joined >>> 1) ^ (joined & 1 ? 0x9908b0df : 0);
  }
  state.position = 0;
}
