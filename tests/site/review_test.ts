import { deepStrictEqual as deepEqual, strictEqual as equal, throws } from "node:assert/strict";
import { collectSite } from "../../scripts/site/collect/collect_site.ts";
import { type Card, readCards } from "../../scripts/site/review/prompts.ts";
import {
  ankiText,
  dueCards,
  graded,
  type Memory,
  readMemory,
} from "../../scripts/site/review/schedule.ts";
import { record, Repository } from "./repository.ts";

function card(id: string, answer = "yes"): Card {
  return { id, question: `${id}?`, answer, verdict: "confirmed", note: "Numbers", path: "c/" };
}

type Grade = Parameters<typeof graded>[2];

/** The grades by the scheduler's numbers. */
const Rating = { Again: 1, Good: 3, Easy: 4 } as const;

const DAY = 24 * 3600 * 1000;
const at = (day: number) => new Date(Date.UTC(2026, 0, 1) + day * DAY);
const ids = (cards: readonly Card[]) => cards.map(({ id }) => id);

Deno.test("a changed answer is asked first, then what is due, then what is new", () => {
  const [changed, due, fresh, later] = ["changed", "due", "fresh", "later"].map((id) => card(id));
  const memory: Memory = {
    changed: graded(undefined, changed!, Rating.Easy, at(9)),
    due: graded(undefined, due!, Rating.Good, at(0)),
    later: graded(undefined, later!, Rating.Easy, at(9)),
  };
  const cards = [fresh!, later!, due!, card("changed", "no longer")];
  deepEqual(ids(dueCards(cards, memory, at(10))), ["changed", "due", "fresh"]);
});

Deno.test("what is known comes back later each time, and what is forgotten soon", () => {
  const one = card("one");
  const next = (grades: Grade[]) => {
    let [kept, day] = [graded(undefined, one, Rating.Good, at(0)), 0];
    for (const grade of grades) {
      day = (new Date(kept.state.due).getTime() - at(0).getTime()) / DAY;
      kept = graded(kept, one, grade, at(day));
    }
    return (new Date(kept.state.due).getTime() - at(day).getTime()) / DAY;
  };
  const { Good, Again } = Rating;
  equal(next([Good]) < next([Good, Good]) && next([Good, Good]) < next([Good, Good, Good]), true);
  equal(next([Good, Good, Good, Again]) < 1, true);
});

Deno.test("an answer that changed is learned from the start, also after storage as JSON", () => {
  const long = [Rating.Good, Rating.Good, Rating.Easy].reduce(
    (kept, grade, i) => graded(kept, card("one"), grade as Grade, at(30 * i)),
    undefined as Memory[string] | undefined,
  )!;
  const stored: Memory[string] = JSON.parse(JSON.stringify(long));
  const fresh = graded(undefined, card("one", "no"), Rating.Good, at(90));
  deepEqual(graded(stored, card("one", "no"), Rating.Good, at(90)), fresh);
  deepEqual(
    graded(stored, card("one"), Rating.Good, at(90)),
    graded(long, card("one"), Rating.Good, at(90)),
  );
});

Deno.test("ankiText() is a line a card, whatever stands in it", () => {
  const odd = { ...card("a\tb"), answer: 'x\r\ny "z" <b>' };
  equal(ankiText([odd]), '#separator:tab\n#html:false\na b?\tx y "z" <b>\tNumbers\n');
});

Deno.test("readCards() fills in what the claim says today", async () => {
  using repository = new Repository();
  repository.accept([record({ corrected: true })]);
  const site = await collectSite(repository.root);
  const prompt = { claim: "shelf/note/four-is-four", question: "What is four?" };
  const cards = (...prompts: unknown[]) => {
    repository.write("data/prompts.json", JSON.stringify(prompts));
    return readCards(repository.root, site);
  };
  deepEqual(readCards(repository.root, site), []);
  deepEqual(
    ["says", "amendment", "want"].map((answer) => cards({ ...prompt, answer })[0]!.answer),
    ["four is four", "four is", "4"],
  );
  const good = { ...prompt, answer: "says" };
  const wrong: [unknown, RegExp][] = [
    [null, /prompt 1 is no object/],
    [{ ...good, extra: 1 }, /prompt 1 has an unknown key "extra"/],
    [{ ...good, question: " " }, /prompt 1 has no claim or no question/],
    [{ ...good, answer: "got" }, /"answer": "got", wanted says, amendment or want/],
    [{ ...good, claim: "shelf/note/none" }, /bound to "shelf\/note\/none", which is no accepted/],
  ];
  for (const [bad, message] of wrong) throws(() => cards(bad), message);
  const { measurement } = site.notes[0]!.claims[0]!.record.amendment!;
  Object.assign(measurement, { want: Array(200).fill(4) });
  equal(cards(good)[0]!.answer, "four is four"); // too long an answer, but nobody asks for it
  throws(() => cards({ ...prompt, answer: "want" }), /"four-is-four" is 401 characters long/);
  repository.write("data/prompts.json", "{}");
  throws(() => readCards(repository.root, site), /Cannot read data\/prompts.json: it is no list/);
});

Deno.test("readMemory() keeps what is a memory, and nothing else", () => {
  const kept: Memory[string] = JSON.parse(
    JSON.stringify(graded(undefined, card("one"), Rating.Good, at(0))),
  );
  for (const value of [null, 5, "x", [], [1], { a: null }, { a: {} }, { a: { answer: "x" } }]) {
    deepEqual(readMemory(value), {});
  }
  const odd = { ...kept, state: { ...kept.state, due: "soon" } };
  deepEqual(readMemory({ kept, odd }), { kept });
});
