import assert from "node:assert/strict";
import {
  mtFromArray,
  mtFromSeed,
  nextDouble,
  nextWord,
  reseed,
} from "../../../notebooks/mathematics/counter-based-randomness/mt19937.ts";

Deno.test("nextDouble() gives numpy 2.4.6's numbers for small and large seeds", () => {
  const numpy: Record<number, number[]> = {
    0: [0.5488135039273248, 0.7151893663724195],
    1: [0.417022004702574, 0.7203244934421581],
    1234: [0.1915194503788923, 0.6221087710398319, 0.4377277390071145],
    2147483653: [0.9525886900954555, 0.5943222684062343],
  };
  for (const [seed, want] of Object.entries(numpy)) {
    const state = mtFromSeed(Number(seed));
    assert.deepEqual(want.map(() => nextDouble(state)), want);
  }
});

Deno.test("mtFromArray() seeds as CPython's random.seed(1234) does", () => {
  const state = mtFromArray([1234]);
  const python = [0.9664535356921388, 0.4407325991753527, 0.007491470058587191];
  assert.deepEqual(python.map(() => nextDouble(state)), python);
});

Deno.test("nextWord() gives the 10000th word that the C++ standard asks of mt19937", () => {
  const state = mtFromSeed(5489);
  for (let i = 1; i < 10000; i++) nextWord(state);
  assert.equal(nextWord(state), 4123659995);
});

Deno.test("nextWord() replaces the array once every 624 words", () => {
  const state = mtFromSeed(1234);
  nextWord(state);
  const before = state.words.slice();
  for (let i = 1; i < 624; i++) nextWord(state);
  assert.deepEqual(state.words, before);
  nextWord(state);
  assert.notDeepEqual(state.words, before);
  assert.equal(state.position, 1);
});

Deno.test("reseed() rewinds the object that others hold", () => {
  const state = mtFromSeed(99);
  const alias = state;
  nextDouble(state);
  reseed(state, 1234);
  assert.equal(nextDouble(alias), 0.1915194503788923);
});
