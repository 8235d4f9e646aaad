import { bits, key } from "@rederive/lib/random";
import { stream } from "@rederive/lib/random";
import type { Network } from "./network.ts";

const SLOTS = 2 ** 20;

/**
 * A random network: every neuron listens to `each` others, and how many listen to a neuron is
 * log-normal. One source in five inhibits, four times as strongly as the others excite.
 */
export function randomNetwork(count: number, each: number, seed: number): Network {
  const random = stream(seed);
  const fame = Float64Array.from({ length: count }, () => Math.exp(random.normal()));
  const total = fame.reduce((sum, share) => sum + share, 0);
  // neuron i owns as many slots as it has fame; a source is the owner of a slot by lot
  const owners = new Uint32Array(SLOTS);
  let [slot, passed] = [0, 0];
  for (let i = 0; i < count; i++) {
    passed += fame[i]!;
    for (; slot < SLOTS && slot < SLOTS * passed / total; slot++) owners[slot] = i;
  }
  const lots = bits(key(seed), count * each);
  const edges = new Int32Array(2 * lots.length);
  for (const [e, lot] of lots.entries()) {
    const source = owners[lot >>> 12]!;
    edges[2 * e] = source;
    edges[2 * e + 1] = source % 5 === 0 ? -80 : 20;
  }
  return { starts: Uint32Array.from({ length: count + 1 }, (_, i) => i * each), edges };
}
