import assert from "node:assert/strict";
import type { NoteResult } from "../../../scripts/reproduce/types.ts";
import {
  addResults,
  addTimings,
  readLastRun,
  readTimings,
  writeLastRun,
  writeTimings,
} from "../../../scripts/reproduce/plan/mod.ts";

function result(note: string, changes: Partial<NoteResult> = {}): NoteResult {
  return {
    note,
    path: `/r/${note}.ipynb`,
    world: "native",
    from: "run",
    why: "first run",
    ending: null,
    ms: 12.6,
    cells: [{ ordinal: 1, status: "ok", ms: 1 }],
    claims: [],
    drifts: [],
    peakMemory: 0,
    sandbox: "none",
    retried: false,
    ...changes,
  };
}

const TIMEOUT = { kind: "cell timeout", message: "m" } as const;

function temporary() {
  const state = Deno.makeTempDirSync({ prefix: "rederive-state-test-" });
  return { state, [Symbol.dispose]: () => Deno.removeSync(state, { recursive: true }) };
}

Deno.test("addTimings() learns from notes that ran to their end, and from no others", () => {
  const drift = { kind: "output drift", message: "m" } as const;
  const timings = addTimings({ "s/a": { native: 1, other: 2 } }, [
    result("s/a"),
    result("s/b", { ending: drift }),
    result("s/c", { from: "cache" }),
    result("s/d", { ending: TIMEOUT, cells: [{ ordinal: 1, status: "error", ms: 1 }] }),
    result("s/e", { ending: { kind: "bad input", message: "m" }, cells: [] }),
  ]);
  assert.deepEqual(timings, { "s/a": { native: 13, other: 2 }, "s/b": { native: 13 } });
});

Deno.test("readTimings() gives back what writeTimings() wrote, and nothing that is no time", () => {
  using place = temporary();
  writeTimings(place.state, { "s/a": { native: 5 } });
  assert.deepEqual(readTimings(place.state), { "s/a": { native: 5 } });
  Deno.writeTextFileSync(
    `${place.state}/timings.json`,
    `{"s/a": {"native": "x", "other": 3}, "s/b": 4}`,
  );
  assert.deepEqual(readTimings(place.state), { "s/a": { other: 3 } });
});

Deno.test("readLastRun() gives back what writeLastRun() wrote, null for none and for nonsense", () => {
  using place = temporary();
  assert.equal(readLastRun(place.state), null);
  writeLastRun(place.state, { "s/a": { native: TIMEOUT } });
  assert.deepEqual(readLastRun(place.state), { "s/a": { native: TIMEOUT } });
  for (const text of ["{", "[]", `{"notes": 1}`, `{"notes": {"a": null}}`]) {
    Deno.writeTextFileSync(`${place.state}/last_run.json`, text);
    assert.equal(readLastRun(place.state), null, text);
  }
});

Deno.test("addResults() keeps failures of notes that did not run this time", () => {
  const last = { "s/a": { native: TIMEOUT }, "s/b": { native: TIMEOUT } };
  assert.deepEqual(addResults(last, [result("s/b")]), {
    "s/a": { native: TIMEOUT },
    "s/b": { native: null },
  });
  assert.deepEqual(addResults(null, []), {});
});
