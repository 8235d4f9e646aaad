import { type Stream } from "@rederive/lib/random";
import type { Network } from "./network.ts";

const NEAR = 10_240; // how strongly neighbours excite, shared among all
const ALL = 2560; // how strongly everyone inhibits
const NARROW = 4; // how fast excitation falls off around the ring

/** A ring of neurons: each excites its neighbours, and all inhibit all. */
export function ring(count: number): Network {
  const weight = (to: number, from: number) => {
    const nearness = Math.cos(2 * Math.PI * (to - from) / count) - 1;
    return Math.round((NEAR * Math.exp(NARROW * nearness) - ALL) / count);
  };
  const places = Array.from({ length: count }, (_, i) => i);
  const rows = places.map((to) => places.flatMap((from) => [from, weight(to, from)]));
  return {
    starts: Uint32Array.from({ length: count + 1 }, (_, i) => i * count),
    edges: Int32Array.from(rows.flat()),
  };
}

/** The same neurons with the same synapses, as many and as strong, but from partners by lot. */
export function shuffled({ starts, edges }: Network, random: Stream): Network {
  const mixed = edges.slice();
  for (let i = 0; i + 1 < starts.length; i++) {
    const places = Array.from({ length: starts[i + 1]! - starts[i]! }, (_, e) => starts[i]! + e);
    for (const [k, e] of random.shuffle(places).entries()) {
      mixed[2 * places[k]! + 1] = edges[2 * e + 1]!;
    }
  }
  return { starts, edges: mixed };
}

/** Where spikes on a ring point, in degrees; null when there are none. */
export function headingOf(spikes: ArrayLike<number>): number | null {
  let [x, y, total] = [0, 0, 0];
  for (let i = 0; i < spikes.length; i++) {
    const angle = 2 * Math.PI * i / spikes.length;
    x += spikes[i]! * Math.cos(angle);
    y += spikes[i]! * Math.sin(angle);
    total += spikes[i]!;
  }
  return total === 0 ? null : Math.atan2(y, x) * 180 / Math.PI;
}

/** How far a heading is from a direction, 0 to 180 degrees; 180 when there is none. */
export function offBy(heading: number | null, direction: number): number {
  if (heading === null) return 180;
  const turn = Math.abs(heading - direction) % 360;
  return Math.min(turn, 360 - turn);
}
