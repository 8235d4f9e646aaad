import { strictEqual as equal } from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import {
  infoNce,
  type PairLoss,
  triplet,
} from "../../../notebooks/retrieval/rag-playbook/losses.ts";
import {
  bagOf,
  dot,
  encode,
  smallEncoder,
} from "../../../notebooks/retrieval/rag-playbook/small_encoder.ts";
import { type Example, slopesOf, train } from "../../../notebooks/retrieval/rag-playbook/train.ts";

const idf = Float64Array.from({ length: 12 }, (_, word) => 0.5 + word / 10);
const [a, b, c, d] = [[0, 1, 1], [1, 2], [3, 4, 5], [6, 7, 8, 9, 0]].map((words) =>
  bagOf(words, idf)
);
const examples: Example[] = [
  { question: a!, right: b!, wrong: [c!, d!] },
  { question: c!, right: d!, wrong: [b!] },
];

for (
  const [name, loss] of [["triplet", triplet(0.9)], ["InfoNCE", infoNce(0.3)]] as [
    string,
    PairLoss,
  ][]
) {
  Deno.test(`slopesOf() agrees with differences of the loss, ${name}`, () => {
    const encoder = smallEncoder(12, { width: 5, seed: 3 });
    const { slopes } = slopesOf(encoder, examples, loss);
    const [got, want]: [number[], number[]] = [[], []];
    for (const at of encoder.table.keys()) {
      const value = (step: number) => {
        const table = encoder.table.slice();
        table[at]! += step;
        return slopesOf({ ...encoder, table }, examples, loss).value;
      };
      want.push((value(1e-5) - value(-1e-5)) / 2e-5);
      got.push(slopes.get(Math.floor(at / 5))?.[at % 5] ?? 0);
    }
    // the central difference bends by 1e-10 times the third derivative, and loses 1e-16 / 1e-5
    assertClose(got, want, { abs: 1e-7, rel: 0 });
  });
}

Deno.test("the triplet loss is satisfied by its margin, and not before", () => {
  equal(triplet(0.25)(0.75, [0.5]).value, 0);
  equal(triplet(0.25)(0.75, [0.5]).right, -0);
  equal(triplet(0.5)(0.75, [0.5]).value, 0.25);
});

Deno.test("a bag weighs a word by 1 + ln(times) and its rarity; what has no rarity is left out", () => {
  const bag = bagOf([2, 2, 1], [1, 0, 3]);
  equal(bag.words.join(), "2");
  assertClose(bag.weights, [3 * (1 + Math.log(2))], { abs: 1e-12, rel: 0 });
});

Deno.test("train() brings a question to its document and away from another", () => {
  const before = smallEncoder(12, { width: 5, seed: 1 });
  const { encoder } = train({
    ...{ words: 12, width: 5, seed: 1, steps: 60, batch: 2, learningRate: 0.05 },
    loss: infoNce(0.2),
    draw: (random) => [examples[random.integer(2)]!, examples[random.integer(2)]!],
  });
  const lead = (of: typeof before) =>
    dot(encode(of, a!), encode(of, b!)) - dot(encode(of, a!), encode(of, c!));
  equal(lead(encoder) > 0.8 && lead(encoder) > lead(before), true);
});
