import assert from "node:assert/strict";
import { listPending } from "../../../scripts/reproduce/judge/pending.ts";
import { renderReview } from "../../../scripts/review/render_review.ts";
import { reviewPending } from "../../../scripts/review/review_pending.ts";
import { createPaint } from "../../../scripts/text/paint.ts";
import { claimRecord, judged } from "../../reproduce/report/sample_run.ts";
import {
  claimOutput,
  inRepository,
  keepRun,
  NOTE,
  type Repository,
  textOutput,
  writeNote,
} from "./pending_repository.ts";

async function review(place: Repository): Promise<string> {
  const [pending] = listPending(place);
  const found = await reviewPending(pending!, place);
  const lines = renderReview(found, {
    width: 100,
    paint: createPaint(false),
    path: (absolute) => absolute.replace(`${place.root}/`, ""),
  });
  return lines.join("\n");
}

const rev = "0123456789abcdef";

Deno.test("review shows claim by claim and output by output what accepting would change", async () => {
  await inRepository(async (place) => {
    const same = claimRecord(NOTE, "stays", "confirmed");
    const was = claimRecord(NOTE, "flips", "confirmed");
    const now = claimRecord(NOTE, "flips", "corrected", { rev: "f".repeat(16) });
    await writeNote(place, {
      cells: [
        { source: "1", outputs: [textOutput("loss 0.125\n"), claimOutput(same)] },
        { source: "2", outputs: [claimOutput(was)] },
      ],
      accepted: {
        stays: { is: "confirmed", rev },
        flips: { is: "confirmed", rev },
        goes: { is: "refined", rev },
      },
    });
    const fresh = claimRecord(NOTE, "comes", "out-of-scope");
    await keepRun(place, {
      outputs: [
        [textOutput("loss 0.375\n"), claimOutput(same)],
        [claimOutput(now), claimOutput(fresh)],
      ],
      claims: [judged(NOTE, "stays", "confirmed")],
      worlds: ["native", "sse4.1"],
    });
    const text = await review(place);
    assert.match(text, /^mathematics\/monoid-reduce {2}ran in native and sse4\.1, 4\.1 s\n/);
    assert.match(text, /\n\.rederive\/pending\/.*\.ipynb\n/);
    assert.match(text, /Claims {2}1 as accepted\n/);
    assert.match(text, /✎ flips: accepted as confirmed, now corrected\n/);
    assert.match(text, /The note says \(section 2\): what flips says\n/);
    assert.match(
      text,
      /as stated\n +stored {2}holds: got 3, want 3, against closed form.*\n +now {5}fails: got 1\.66/,
    );
    assert.match(
      text,
      /instead: the frame does not turn; holds: got 3, want 3, against closed form/,
    );
    assert.match(text, /control: fails: got 1\.66, want 0, against identity/);
    assert.match(text, /○ comes: new, out of scope\n.*\n +Not checked \(opinion\): it is a matter/);
    assert.match(text, /◐ goes: accepted as refined, no longer claimed\n/);
    assert.match(
      text,
      /Outputs\n {2}cell 1, output 1, .*\n {4}stored .*0\.125\n {4}now .*0\.375\n/,
    );
    assert.match(text, /deno task accept mathematics\/monoid-reduce --because "class: reason"$/);
    assert.doesNotMatch(text, /stays|claim comes/);
  });
});

Deno.test("review of a claim on other evidence shows exactly what of it moved", async () => {
  await inRepository(async (place) => {
    const was = claimRecord(NOTE, "holds", "confirmed");
    const now = claimRecord(NOTE, "holds", "confirmed", {
      conditions: { n: 4, seed: 0 },
      rev: "f".repeat(16),
    });
    await writeNote(place, {
      cells: [{ source: "1", outputs: [claimOutput(was)] }],
      accepted: { holds: { is: "confirmed", rev } },
    });
    await keepRun(place, { outputs: [[claimOutput(now)]], claims: [] });
    const text = await review(place);
    assert.match(text, /✓ holds: still confirmed, on other evidence or text than accepted\n/);
    assert.match(text, /\n +conditions\.n\n +stored {2}3\n +now {5}4\n/);
    assert.match(text, /Outputs\n {2}none changed\n/);
  });
});

Deno.test("review of a first run says that everything is new", async () => {
  await inRepository(async (place) => {
    await writeNote(place, { cells: [{ source: "1", outputs: [] }] });
    const record = claimRecord(NOTE, "holds", "confirmed");
    await keepRun(place, {
      outputs: [[claimOutput(record), textOutput("x\n")]],
      claims: [judged(NOTE, "holds", "confirmed", { state: "new", accepted: null })],
    });
    const text = await review(place);
    assert.match(text, /✓ holds: new, confirmed\n/);
    assert.match(text, /as stated: holds: got 3, want 3, against closed form: n\(n-1\)\/2\n/);
    assert.match(text, /Outputs\n {2}the notebook stores none yet: all are new\n/);
  });
});

Deno.test("review says when accepting is not possible, and why", async () => {
  await inRepository(async (place) => {
    const record = claimRecord(NOTE, "holds", "confirmed");
    const cells = [{ source: "1", outputs: [] }];
    await writeNote(place, { cells });
    await keepRun(place, { outputs: [[claimOutput(record)]], claims: [] });
    await writeNote(place, { cells: [{ source: "2", outputs: [] }] });
    assert.match(await review(place), /Its code changed since it ran/);
    await writeNote(place, { cells });
    const [pending] = listPending(place);
    const found = await reviewPending(
      { ...pending!, disagreements: ['claim "holds" is confirmed in native, refined in sse4.1'] },
      place,
    );
    const layout = { width: 80, paint: createPaint(false), path: (p: string) => p };
    const text = renderReview(found, layout).join("\n");
    assert.match(text, /It cannot be accepted, because its worlds disagree:\n {2}claim "holds" is/);
    assert.doesNotMatch(text, /--because/);
  });
});

Deno.test("review changes no file", async () => {
  await inRepository(async (place) => {
    const record = claimRecord(NOTE, "holds", "confirmed");
    await writeNote(place, { cells: [{ source: "1", outputs: [] }] });
    await keepRun(place, { outputs: [[claimOutput(record)]], claims: [] });
    const snapshot = () => {
      const files: Record<string, string> = {};
      const walk = (folder: string) => {
        for (const { name, isDirectory } of Deno.readDirSync(folder)) {
          if (isDirectory) walk(`${folder}/${name}`);
          else files[`${folder}/${name}`] = Deno.readTextFileSync(`${folder}/${name}`);
        }
      };
      walk(place.root);
      return files;
    };
    const before = snapshot();
    await review(place);
    assert.deepEqual(snapshot(), before);
  });
});
