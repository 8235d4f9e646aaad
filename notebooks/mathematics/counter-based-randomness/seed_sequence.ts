/** numpy's SeedSequence: a hash that spreads a seed (and a spawn key) over as many words as wanted. */

const POOL = 4;

/**
 * Hashes a seed and a spawn key into `count` 32-bit words, as `generate_state(count)` does. A seed
 * wider than 32 bits is given as words, lowest first.
 */
export function seedWords(
  seed: number | readonly number[],
  { count, spawnKey = [] }: { count: number; spawnKey?: readonly number[] },
): Uint32Array<ArrayBuffer> {
  const entropy = typeof seed === "number" ? [seed] : [...seed];
  // a spawned child pads its parent's entropy to the pool size before the key is appended
  while (spawnKey.length > 0 && entropy.length < POOL) entropy.push(0);
  const pool = mixEntropy([...entropy, ...spawnKey]);
  let constant = 0x8b51f9dd;
  return Uint32Array.from({ length: count }, (_, i) => {
    const word = pool[i % POOL]! ^ constant;
    constant = Math.imul(constant, 0x58f38ded);
    const spread = Math.imul(word, constant);
    return spread ^ (spread >>> 16);
  });
}

function mixEntropy(entropy: readonly number[]): Uint32Array {
  const hash = startHash();
  const pool = Uint32Array.from({ length: POOL }, (_, i) => hash(entropy[i] ?? 0));
  for (let from = 0; from < POOL; from++) {
    for (let to = 0; to < POOL; to++) {
      if (from !== to) pool[to] = mix(pool[to]!, hash(pool[from]!));
    }
  }
  for (const extra of entropy.slice(POOL)) {
    for (let to = 0; to < POOL; to++) pool[to] = mix(pool[to]!, hash(extra));
  }
  return pool;
}

/** The hash multiplies by a constant that itself changes with every call. */
function startHash(): (value: number) => number {
  let constant = 0x43b0d7e5;
  return (value) => {
    const word = value ^ constant;
    constant = Math.imul(constant, 0x931e8875);
    const spread = Math.imul(word, constant);
    return spread ^ (spread >>> 16);
  };
}

function mix(x: number, y: number): number {
  const word = Math.imul(0xca01f9dd, x) - Math.imul(0x4973f715, y);
  return word ^ (word >>> 16);
}
