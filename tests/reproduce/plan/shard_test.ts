import assert from "node:assert/strict";
import fc from "fast-check";
import { notesOfShard, type Weighted } from "../../../scripts/reproduce/plan/shard.ts";

const notes = fc.uniqueArray(
  fc.record({ note: fc.stringMatching(/^[a-c]{1,4}$/), weight: fc.nat(1000) }),
  { selector: ({ note }) => note, maxLength: 30 },
);
const counts = fc.integer({ min: 1, max: 8 });

function bins(weighted: Weighted[], count: number): string[][] {
  return Array.from({ length: count }, (_, i) => notesOfShard(weighted, { index: i + 1, count }));
}

Deno.test("notesOfShard() puts every note in exactly one shard", () => {
  fc.assert(fc.property(notes, counts, (weighted, count) => {
    assert.deepEqual(
      bins(weighted, count).flat().sort(),
      weighted.map(({ note }) => note).sort(),
    );
  }));
});

Deno.test("notesOfShard() does not depend on the order notes are found in", () => {
  fc.assert(fc.property(notes, counts, (weighted, count) => {
    assert.deepEqual(bins(weighted.toReversed(), count), bins(weighted, count));
  }));
});

Deno.test("notesOfShard() loads no shard by more than one note above another", () => {
  fc.assert(fc.property(notes, counts, (weighted, count) => {
    const weights = new Map(weighted.map(({ note, weight }) => [note, weight]));
    const loads = bins(weighted, count)
      .map((bin) => bin.map((note) => weights.get(note)!))
      .map((bin) => ({ sum: bin.reduce((a, b) => a + b, 0), least: Math.min(...bin) }));
    const lightest = Math.min(...loads.map(({ sum }) => sum));
    // greedy: before its last note, a bin was the lightest
    for (const { sum, least } of loads) assert.ok(sum === 0 || sum - least <= lightest);
  }));
});

Deno.test("notesOfShard() spreads notes of unknown weight evenly", () => {
  const weighted = ["a", "b", "c", "d", "e"].map((note) => ({ note, weight: 0 }));
  assert.deepEqual(bins(weighted, 2).map(({ length }) => length), [3, 2]);
});

Deno.test("notesOfShard() balances by time, not by count", () => {
  const weighted = [["a", 10], ["b", 4], ["c", 3], ["d", 3]] as const;
  const found = bins(weighted.map(([note, weight]) => ({ note, weight })), 2);
  assert.deepEqual(found, [["a"], ["b", "c", "d"]]);
});
