import {
  deepStrictEqual as deepEqual,
  match,
  ok,
  rejects,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import { ClaimMisuse, openNote } from "@rederive/lib/claim";
import { claimWith, displayed, fails, holds, inRunner, recorded } from "./evidence.ts";

const TWICE = /Cannot judge claim "ones-are-equal": the id is used twice in "shelf\/.*"\nTry: /;
const niceness = {
  id: "it-is-nice",
  says: "It is nice.",
  at: "end",
  reason: "opinion",
  because: "Taste is not measured.",
} as const;

Deno.test("in the runner an id used twice is refused, also through a note opened twice", async () => {
  await displayed(() =>
    inRunner(async () => {
      await openNote("shelf/twice").judge(claimWith());
      const again = openNote("shelf/twice");
      await rejects(again.judge(claimWith()), { name: "ClaimMisuse", message: TWICE });
    })
  );
});

Deno.test("in the runner two claims of one id judged at the same time are refused", async () => {
  await displayed(() =>
    inRunner(async () => {
      const { judge } = openNote("shelf/at-the-same-time");
      await rejects(Promise.all([judge(claimWith()), judge(claimWith())]), ClaimMisuse);
    })
  );
});

Deno.test("in the runner an id out of scope cannot be judged too", async () => {
  await displayed(() =>
    inRunner(async () => {
      const { judge, outOfScope } = openNote("shelf/both");
      outOfScope({ ...niceness, id: "ones-are-equal" });
      await rejects(judge(claimWith()), TWICE);
    })
  );
});

Deno.test("a person may run a claim's cell again, and a failed one after an edit", async () => {
  const seen = await recorded(async () => {
    const { judge } = openNote("shelf/note");
    await rejects(judge(claimWith({ says: "One is two.", asStated: fails })));
    await judge(claimWith());
    await judge(claimWith());
  });
  deepEqual(seen.map(({ verdict }) => verdict), [null, "confirmed", "confirmed"]);
});

Deno.test("a person who gives an id to another claim is told, and opening the note starts anew", async () => {
  const seen = await recorded(async () => {
    const { judge } = openNote("shelf/note");
    await judge(claimWith());
    await rejects(judge(claimWith({ says: "Another." })), TWICE);
    await openNote("shelf/note").judge(claimWith({ says: "Another." }));
  });
  equal(seen.length, 2);
});

Deno.test("outOfScope() records its reason and no strength", async () => {
  const [record] = await recorded(() => openNote("shelf/note").outOfScope(niceness));
  deepEqual(
    [record?.verdict, record?.strength, record?.reason, record?.because],
    ["out-of-scope", null, "opinion", "Taste is not measured."],
  );
});

Deno.test("outOfScope() refuses what no one would read", () => {
  const statement = { ...niceness, verdict: "confirmed" };
  throws(() => openNote("shelf/note").outOfScope(statement), /unknown key "verdict"/);
});

Deno.test("summary() counts verdicts and lists what did not simply hold", async () => {
  const seen = await displayed(async () => {
    const { judge, outOfScope, summary } = openNote("shelf/summed");
    await judge(claimWith());
    await judge(claimWith({ id: "two-are-equal" }));
    await judge(claimWith({
      id: "all-are-equal",
      asStated: fails,
      when: { condition: "they are one", check: holds },
    }));
    outOfScope(niceness);
    summary();
  });
  const text = String(seen.at(-1)?.["text/markdown"]);
  match(text, /^\| 4 claims \| \|\n/);
  for (
    const line of [
      "| ✓ confirmed | 2 |",
      "| ◐ refined | 1 |",
      "| ○ out of scope | 1 |",
      "- `all-are-equal`: One is one. *holds when: they are one*",
      "- `it-is-nice`: It is nice. *opinion: Taste is not measured.*",
    ]
  ) ok(text.split("\n").includes(line), `${line} is missing in\n${text}`);
  ok(!text.includes("corrected"));
});
