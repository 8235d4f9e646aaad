import { ok, strictEqual as equal } from "node:assert/strict";
import {
  bitsOf,
  nGram,
  withPrompt,
} from "../../../notebooks/learning/learning-in-llm-era/n_gram.ts";

const isNear = (got: number, want: number) =>
  ok(Math.abs(got - want) < 1e-12, `${got}, want ${want}`);
const letters = [..."abcd"];

Deno.test("the probabilities of all letters sum to 1, whatever stands before", () => {
  const predict = nGram(["abcabd", "bca"], letters.length);
  for (const before of ["", "a", "ab", "dab", "ddd"]) {
    isNear(letters.reduce((sum, letter) => sum + predict([...before], letter), 0), 1);
    const prompted = withPrompt(predict, ["abba"], letters.length);
    isNear(letters.reduce((sum, letter) => sum + prompted([...before], letter), 0), 1);
  }
});

Deno.test("a context trusts its counts against the kinds of letters that followed", () => {
  // "aab" has a twice and b once, two kinds: (2 + 2 / 4) / (3 + 2)
  isNear(nGram(["aab"], 4)([], "a"), 2.5 / 5);
  isNear(nGram([], 4)([], "a"), 0.25);
});

Deno.test("bits add up letter by letter, and a prompt that holds the text lowers them", () => {
  equal(bitsOf("abc", nGram([], 4)), 6);
  const base = nGram(["dddd"], 4);
  ok(bitsOf("abc", withPrompt(base, ["abc"], 4)) < bitsOf("abc", base));
  equal(withPrompt(base, [], 4), base);
});
