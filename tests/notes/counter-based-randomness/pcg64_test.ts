import assert from "node:assert/strict";
import {
  nextPcgDouble,
  pcgFromWords,
} from "../../../notebooks/mathematics/counter-based-randomness/pcg64.ts";
import { seedWords } from "../../../notebooks/mathematics/counter-based-randomness/seed_sequence.ts";

Deno.test("seedWords() gives numpy 2.4.6's SeedSequence(1234) and its two children", () => {
  const cases: [number[], number[]][] = [
    [[], [2906597030, 1602421836, 216676975, 2698621808]],
    [[0], [1923223294, 1160736758, 3930372370, 2224465530]],
    [[1], [2093418128, 2873267047, 246439007, 2114096410]],
  ];
  for (const [spawnKey, want] of cases) {
    assert.deepEqual([...seedWords(1234, { count: 4, spawnKey })], want);
  }
});

Deno.test("seedWords() takes a seed of 128 bits as four words, lowest first", () => {
  // numpy 2.4.6: SeedSequence(0x00000004_00000003_00000002_00000001).generate_state(2)
  assert.deepEqual([...seedWords([1, 2, 3, 4], { count: 2 })], [4251844491, 3567780332]);
});

Deno.test("pcgFromWords() and nextPcgDouble() give numpy 2.4.6's default_rng(1234)", () => {
  const pcg = pcgFromWords(seedWords(1234, { count: 8 }));
  assert.equal(pcg.state, 29299324949094424543410418505067287561n);
  assert.equal(pcg.increment, 107381791681050441119675421997145146149n);
  const numpy = [0.9766997666981422, 0.3801957350196178, 0.9232462337639554];
  assert.deepEqual(numpy.map(() => nextPcgDouble(pcg)), numpy);
});
