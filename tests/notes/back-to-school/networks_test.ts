import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { ok } from "node:assert/strict";
import { stream } from "@rederive/lib/random";
import { sideBySide } from "../../../notebooks/learning/back-to-school/network.ts";
import { randomNetwork } from "../../../notebooks/learning/back-to-school/random_network.ts";
import {
  headingOf,
  offBy,
  ring,
  shuffled,
} from "../../../notebooks/learning/back-to-school/ring.ts";

const row = ({ edges }: { edges: Int32Array }, count: number, to: number) =>
  Array.from(
    { length: count },
    (_, e) => [edges[2 * (to * count + e)], edges[2 * (to * count + e) + 1]],
  );

Deno.test("sideBySide() keeps each network's edges among its own neurons", () => {
  const a = { starts: Uint32Array.of(0, 1, 3), edges: Int32Array.of(1, 7, 0, 8, 1, 9) };
  const b = { starts: Uint32Array.of(0, 0, 0, 1), edges: Int32Array.of(2, -5) };
  const both = sideBySide([a, b]);
  deepEqual([...both.starts], [0, 1, 3, 3, 3, 4]);
  deepEqual([...both.edges], [1, 7, 0, 8, 1, 9, 4, -5]);
});

Deno.test("ring() looks the same from every neuron, excites near and inhibits far", () => {
  const network = ring(16);
  const weights = (to: number) => row(network, 16, to).map(([, weight]) => weight!);
  for (let to = 0; to < 16; to++) {
    deepEqual(weights(to), weights(0).map((_, from) => weights(0)[(from - to + 16) % 16]!));
  }
  ok(weights(0)[1]! > 0 && weights(0)[8]! < 0);
});

Deno.test("shuffled() gives each neuron the same strengths from other partners", () => {
  const plain = ring(32);
  const mixed = shuffled(plain, stream(1));
  deepEqual([...mixed.starts], [...plain.starts]);
  let moved = 0;
  for (let to = 0; to < 32; to++) {
    const [before, after] = [plain, mixed].map((network) => row(network, 32, to));
    deepEqual(after!.map(([from]) => from), before!.map(([from]) => from));
    const sorted = (edges: typeof before) =>
      edges!.map(([, weight]) => weight!).toSorted((a, b) => a - b);
    deepEqual(sorted(after), sorted(before));
    moved += after!.filter(([, weight], e) => weight !== before![e]![1]).length;
  }
  ok(moved > 500, `${moved} of 1024 moved`);
});

Deno.test("headingOf() and offBy() measure the angle the short way round", () => {
  equal(headingOf([0, 0, 0, 0]), null);
  ok(Math.abs(headingOf([0, 3, 0, 0])! - 90) < 1e-12);
  equal(offBy(-170, 175), 15);
  equal(offBy(10, 350), 20);
  equal(offBy(null, 0), 180);
});

Deno.test("randomNetwork() gives each neuron its sources, and fame to few", () => {
  const { starts, edges } = randomNetwork(1000, 10, 7);
  deepEqual([starts.length, starts[1], starts.at(-1)], [1001, 10, 10_000]);
  const listeners = new Array<number>(1000).fill(0);
  for (let e = 0; e < 10_000; e++) {
    listeners[edges[2 * e]!]!++;
    equal(edges[2 * e + 1], edges[2 * e]! % 5 === 0 ? -80 : 20);
  }
  const ranked = listeners.toSorted((a, b) => b - a);
  // of a log-normal of deviation 1 the upper tenth holds Φ(1 - 1.2816) = 39 %
  const share = ranked.slice(0, 100).reduce((sum, count) => sum + count, 0) / 10_000;
  ok(Math.abs(share - 0.39) < 0.06, `the upper tenth has ${share}`);
});
