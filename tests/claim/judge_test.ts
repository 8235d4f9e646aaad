import {
  deepStrictEqual as deepEqual,
  ok,
  rejects,
  strictEqual as equal,
} from "node:assert/strict";
import {
  atMost,
  CLAIM_MIME,
  ClaimError,
  ClaimMisuse,
  type ClaimRecord,
  openNote,
} from "@rederive/lib/claim";
import { against, claimWith, displayed, fails, holds, isNear, recorded } from "./evidence.ts";

function judgeOne(changes: Parameters<typeof claimWith>[0]): Promise<ClaimRecord[]> {
  return recorded(() => openNote("shelf/note").judge(claimWith(changes)));
}

Deno.test("judge() confirms what holds as stated", async () => {
  const [record] = await judgeOne({});
  deepEqual([record?.verdict, record?.strength, record?.note], [
    "confirmed",
    "exact",
    "shelf/note",
  ]);
  deepEqual([record?.asStated?.pass, record?.control?.pass], [true, false]);
});

Deno.test("judge() refines what fails as stated and holds under a condition", async () => {
  const [record] = await judgeOne({ asStated: fails, when: { condition: "n > 1", check: holds } });
  equal(record?.verdict, "refined");
  deepEqual([record?.amendment?.kind, record?.amendment?.says], ["when", "n > 1"]);
});

Deno.test("judge() corrects what fails as stated where something else holds", async () => {
  const [record] = await judgeOne({ asStated: fails, instead: { says: "One.", check: holds } });
  equal(record?.verdict, "corrected");
  deepEqual([record?.amendment?.kind, record?.amendment?.says], ["instead", "One."]);
});

Deno.test("judge() takes the strength from the measurement that carries the verdict", async () => {
  const [record] = await judgeOne({
    asStated: fails,
    control: () => atMost(9, 5, { against }),
    instead: { says: "At most five.", check: () => atMost(4, 5, { against }) },
  });
  equal(record?.strength, "single-run");
});

Deno.test("judge() records what a control breaks, when the claim says it", async () => {
  const [worded] = await judgeOne({ control: { breaks: "the wrong one", check: fails } });
  deepEqual([worded?.verdict, worded?.breaks, worded?.control?.pass], [
    "confirmed",
    "the wrong one",
    false,
  ]);
  const [bare] = await judgeOne({});
  equal("breaks" in bare!, false);
});

Deno.test("judge() awaits asynchronous checks", async () => {
  const [record] = await judgeOne({
    asStated: () => Promise.resolve(holds()),
    control: async () => await Promise.resolve(fails()),
  });
  equal(record?.verdict, "confirmed");
});

Deno.test("judge() shows one bundle a claim: record, HTML, Markdown and a line", async () => {
  const seen = await displayed(() => openNote("shelf/note").judge(claimWith()));
  deepEqual(Object.keys(seen[0]!), [CLAIM_MIME, "text/html", "text/markdown", "text/plain"]);
  equal(seen.length, 1);
  equal(seen[0]!["text/plain"], "✓ confirmed: ones-are-equal: One is one.");
});

Deno.test("judge() records conditions as JSON, typed arrays and BigInts included", async () => {
  const [record] = await judgeOne({ conditions: { seeds: Uint32Array.of(1, 2), key: 7n } });
  deepEqual(record?.conditions, { seeds: [1, 2], key: "7" });
  deepEqual(JSON.parse(JSON.stringify(record)), record);
});

Deno.test("judge() keeps the evidence of a claim it cannot establish, without a verdict", async () => {
  const seen = await recorded(() =>
    rejects(openNote("shelf/note").judge(claimWith({ asStated: fails })), ClaimError)
  );
  deepEqual([seen[0]?.verdict, seen[0]?.strength], [null, null]);
  ok(seen[0]?.failure?.includes("it fails as stated (got 0, want 1)"));
  equal(seen[0]?.asStated?.got, 0);
});

Deno.test("judge() says what failed when neither the claim nor its amendment holds", async () => {
  await displayed(() =>
    rejects(
      openNote("shelf/note").judge(claimWith({
        asStated: () => isNear(3),
        when: { condition: "n > 1", check: () => isNear(4) },
        control: () => isNear(99),
      })),
      {
        name: "ClaimError",
        message: 'Cannot judge claim "ones-are-equal": it fails as stated (got 3, want 10 ±0.5) ' +
          "and its amendment fails too (got 4, want 10 ±0.5)",
      },
    )
  );
});

Deno.test("judge() shows nothing for a claim that is not written to be judged", async () => {
  const seen = await recorded(() =>
    rejects(openNote("shelf/note").judge(claimWith({ control: holds })), ClaimMisuse)
  );
  deepEqual(seen, []);
});

Deno.test("judge() lets an error of the subject through as it is", async () => {
  const broken = () => {
    throw new RangeError("Cannot multiply: the shapes differ");
  };
  await rejects(openNote("shelf/note").judge(claimWith({ asStated: broken })), {
    name: "RangeError",
    message: "Cannot multiply: the shapes differ",
  });
});
