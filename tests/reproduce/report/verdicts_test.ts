import assert from "node:assert/strict";
import { cardText } from "@rederive/lib/claim";
import {
  changesOf,
  countVerdicts,
  describeChange,
  verdictCountWords,
  VERDICTS,
} from "../../../scripts/reproduce/report/verdicts.ts";
import { claimRecord, judged } from "./sample_run.ts";

Deno.test("reports sign verdicts as the cards in the notebooks do", () => {
  for (const { is, sign, words } of VERDICTS) {
    assert(cardText(claimRecord("a/b", "x", is)).startsWith(`${sign} ${words}: x`));
  }
});

Deno.test("countVerdicts() leaves out what is no longer claimed or not established", () => {
  const claims = [
    judged("a/b", "a", "confirmed"),
    judged("a/b", "b", "confirmed", { state: "flipped" }),
    judged("a/b", "c", "refined", { state: "missing" }),
    judged("a/b", "d", null, { state: "flipped" }),
  ];
  const counts = countVerdicts([{ claims }]);
  assert.equal(verdictCountWords(counts), "2 confirmed");
  assert.equal(verdictCountWords(countVerdicts([])), "no claims");
});

Deno.test("describeChange() says what moved, and nothing when nothing did", () => {
  const was = { is: "out-of-scope", rev: "0".repeat(16) };
  const say = (state: "same" | "new" | "changed" | "flipped" | "missing") =>
    describeChange(judged("a/b", "x", "confirmed", { state, accepted: was }));
  assert.equal(say("same"), null);
  assert.equal(say("new"), "x: new, confirmed");
  assert.equal(say("changed"), "x: still confirmed, on other evidence or text than accepted");
  assert.equal(say("flipped"), "x: accepted as out of scope, now confirmed");
  assert.equal(say("missing"), "x: accepted as out of scope, no longer claimed");
});

Deno.test("changesOf() leaves out the change that the ending tells", () => {
  const was = { is: "refined", rev: "0".repeat(16) };
  const claims = ["x", "y"].map((id) =>
    judged("a/b", id, "confirmed", { state: "flipped", accepted: was })
  );
  const ending = {
    kind: "claim",
    message: 'Claim "x" flipped: accepted as refined, now confirmed, and 1 more differs',
  } as const;
  assert.deepEqual(changesOf({ claims, ending }), ["claim y: accepted as refined, now confirmed"]);
  assert.equal(changesOf({ claims, ending: null }).length, 2);
});

Deno.test("changesOf() counts many new claims instead of listing them", () => {
  const claims = ["a", "b", "c", "d", "e"].map((id, i) =>
    judged("a/b", id, i < 3 ? "confirmed" : "refined", { state: "new", accepted: null })
  );
  assert.deepEqual(changesOf({ claims, ending: null }), [
    "5 claims are new: 3 confirmed, 2 refined",
  ]);
  const ending = { kind: "claim", message: 'Claim "a" is new: confirmed, not accepted' } as const;
  assert.deepEqual(changesOf({ claims, ending }), [
    "4 more claims are new: 2 confirmed, 2 refined",
  ]);
  assert.equal(changesOf({ claims: claims.slice(0, 3), ending: null }).length, 3);
});
