import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { compareFormulas } from "../../../notebooks/learning/spaced-repetition/fsrs_formulas.ts";
import { learnConcept } from "../../../notebooks/learning/spaced-repetition/learn_concept.ts";
import {
  everyDays,
  onceBelow,
  onDays,
  superMemo2,
} from "../../../notebooks/learning/spaced-repetition/policies.ts";
import {
  repetitionsPerCard,
  runDeck,
} from "../../../notebooks/learning/spaced-repetition/run_deck.ts";
import type { World } from "../../../notebooks/learning/spaced-repetition/worlds.ts";

// recall halves every four days since the last repetition
const halving: World = () => {
  let last = 0;
  return { recall: (day) => 2 ** (-(day - last) / 4), repeat: (day) => void (last = day) };
};
const certain: World = () => ({ recall: () => 1, repeat: () => {} });
const size = { cards: 3, days: 40, seed: 0 };

Deno.test("fixed gaps and given days are kept to", () => {
  deepEqual(runDeck(certain, everyDays(15), size).days[0], [0, 15, 30]);
  deepEqual(runDeck(certain, onDays([[3, 5], [], [40]]), size).days, [[0, 3, 5], [0], [0, 40]]);
  equal(repetitionsPerCard(runDeck(certain, everyDays(1), size)), 40);
});

Deno.test("what is kept is the mean recall of the second half", () => {
  const { kept } = runDeck(halving, onDays([[], [], []]), size);
  const days = Array.from({ length: 20 }, (_, i) => 2 ** (-(21 + i) / 4));
  ok(Math.abs(kept - days.reduce((sum, p) => sum + p, 0) / 20) < 1e-12);
});

Deno.test("SM-2 waits 1, 6 and then 2.5 times as long, and begins again after a failure", () => {
  const plan = superMemo2()(0);
  const memory = certain(0);
  deepEqual([true, true, true, false, true].map((is) => plan.next(0, is, memory)), [
    1,
    6,
    15,
    1,
    6,
  ]);
});

Deno.test("the oracle waits until recall is below its threshold", () => {
  deepEqual(runDeck(halving, onceBelow(0.5, 40), { ...size, cards: 1, days: 11 }).days[0], [
    0,
    5,
    10,
  ]);
});

Deno.test("two documented formulas of ts-fsrs differ from its code, the others agree", () => {
  const differing = compareFormulas().filter(({ difference }) => difference > 1e-6);
  deepEqual(differing.map(({ formula }) => formula), [
    "forgetting curve, as documented",
    "stability within a day, as documented",
  ]);
});

Deno.test("a concept seen in many settings is known in new ones", () => {
  const share = (settings: number) =>
    learnConcept({ settings, examples: 16, test: "new settings", seed: 1 });
  ok(share(16) > share(1));
  equal(share(16), share(16));
});
