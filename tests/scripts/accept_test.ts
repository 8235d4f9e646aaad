import assert from "node:assert/strict";
import { parseAccept, refuseInCi } from "../../scripts/accept.ts";
import { findPending } from "../../scripts/pending_places.ts";
import { promote } from "../../scripts/reproduce/judge/promote.ts";
import { readVerdicts } from "../../scripts/reproduce/judge/verdicts.ts";
import { BadInput } from "../../scripts/reproduce/types.ts";
import { claimRecord, judged } from "../reproduce/report/sample_run.ts";
import {
  claimOutput,
  inRepository,
  keepRun,
  NOTE,
  writeNote,
} from "./review/pending_repository.ts";

function refused(work: () => unknown, message: RegExp, fix?: RegExp): void {
  assert.throws(work, (error) => {
    assert(error instanceof BadInput);
    assert.match(error.message, message);
    if (fix) assert.match(error.try ?? "", fix);
    return true;
  });
}

Deno.test("parseAccept() reads notes and a reason, in any order", () => {
  const because = "toolchain: Deno 2.10 prints one digit more";
  const wanted = { words: ["a/b", "c"], because };
  assert.deepEqual(parseAccept(["a/b", "c", "--because", because]), wanted);
  assert.deepEqual(parseAccept([`--because=${because}`, "a/b", "c"]), wanted);
});

Deno.test("parseAccept() refuses a missing note, reason or class in one line", () => {
  const good = ["--because", "toolchain: Deno prints one digit more"];
  refused(() => parseAccept(good), /^Cannot accept: no note is named/, /deno task review/);
  refused(() => parseAccept(["a/b"]), /^Cannot accept: no reason is given, wanted --because$/);
  refused(() => parseAccept(["a/b", "--because", "weather: it rained all day"]), /is no class/);
  refused(() => parseAccept(["a/b", "--because", "no class at all"]), /is not "class: reason"/);
  refused(() => parseAccept(["a/b", "--because", "toolchain: ok"]), /says too little/);
  refused(() => parseAccept(["a/b", "--because"]), /is not "class: reason"/);
  refused(() => parseAccept(["a/b", "--all", ...good]), /there is no option --all$/);
});

Deno.test("refuseInCi() lets a person accept and a machine not", () => {
  for (const ci of [undefined, "", "false", "0"]) refuseInCi(ci);
  for (const ci of ["1", "true", "woodpecker"]) {
    refused(() => refuseInCi(ci), new RegExp(`^Cannot accept: this is CI \\(CI=${ci}\\)`));
  }
});

Deno.test("deno task accept ends as bad input in CI, before anything is looked at", async () => {
  const script = new URL("../../scripts/accept.ts", import.meta.url).href;
  const because = "toolchain: Deno prints one digit more";
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", script, "no/such-note", "--because", because],
    env: { CI: "true", NO_COLOR: "1" },
  }).output();
  assert.equal(code, 2);
  assert.match(new TextDecoder().decode(stderr), /^Cannot accept: this is CI \(CI=true\)/);
});

Deno.test("findPending() finds what waits by id, name or shelf, and says when nothing does", async () => {
  await inRepository(async (place) => {
    const at = { place, cwd: place.root };
    assert.deepEqual(await findPending([], at), []);
    await writeNote(place, { cells: [{ source: "1", outputs: [] }] });
    await assert.rejects(findPending([NOTE], at), /Cannot find ".*" among what waits/);
    await keepRun(place, { outputs: [[]], claims: [judged(NOTE, "x", "confirmed")] });
    for (const word of [NOTE, "monoid-reduce", "mathematics", "math*/*"]) {
      assert.deepEqual((await findPending([word], at)).map(({ note }) => note), [NOTE], word);
    }
    await assert.rejects(findPending(["monoid-redcue"], at), (error) => {
      assert(error instanceof BadInput);
      assert.equal(error.try, NOTE);
      return true;
    });
  });
});

Deno.test("what review showed is what accepting keeps", async () => {
  await inRepository(async (place) => {
    const record = claimRecord(NOTE, "holds", "confirmed");
    await writeNote(place, { cells: [{ source: "1", outputs: [] }] });
    await keepRun(place, {
      outputs: [[claimOutput(record)]],
      claims: [judged(NOTE, "holds", "confirmed", { state: "new", accepted: null })],
    });
    const [pending] = await findPending([NOTE], { place, cwd: place.root });
    const because = "new-note: the first version of it";
    const { claims } = await promote(pending!.note, { ...place, because });
    assert.deepEqual(claims, { holds: "new → confirmed" });
    assert.deepEqual(readVerdicts(place.root), {
      [NOTE]: { holds: { is: "confirmed", rev: record.rev } },
    });
    assert.deepEqual(await findPending([], { place, cwd: place.root }), []);
  });
});
