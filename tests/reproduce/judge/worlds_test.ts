import assert from "node:assert/strict";
import { spread, spreadOfClaims } from "../../../scripts/reproduce/judge/worlds.ts";
import { cellRun, judged, measure, NOTE, notebook, printed, record } from "./samples.ts";

const A = record("near-one");

Deno.test("spreadOfClaims() is empty where all worlds agree to the last digit", () => {
  const world = { claims: [judged(A)], cells: [] };
  assert.deepEqual(spreadOfClaims({ native: world, sse: world }, NOTE), []);
});

Deno.test("spreadOfClaims() names the digits that differ, at full precision", () => {
  const other = record("near-one", { asStated: measure(1.0500000000000003) });
  const worlds = {
    native: { claims: [judged(A)], cells: [] },
    sse: { claims: [judged(other)], cells: [] },
  };
  assert.deepEqual(spreadOfClaims(worlds, NOTE), [{
    note: NOTE,
    claim: "near-one",
    at: "asStated.got",
    values: { native: "1.05", sse: "1.0500000000000003" },
  }]);
});

Deno.test("spreadOfClaims() tells when a world lacks a claim or gives another verdict", () => {
  const worlds = {
    native: { claims: [judged(A)], cells: [] },
    sse: { claims: [judged(record("near-one", { verdict: "refined" }))], cells: [] },
    gpu: { claims: [judged(A, { state: "missing" })], cells: [] },
  };
  const verdict = spreadOfClaims(worlds, NOTE).find(({ at }) => at === "verdict");
  assert.deepEqual(verdict?.values, { native: "confirmed", sse: "refined", gpu: "nothing" });
});

Deno.test("spread() compares what is printed to the digits printed, and not claims twice", async () => {
  const run = (text: string) => ({ claims: [], cells: [cellRun(1, printed(text))] });
  const options = { notebook: notebook([{ outputs: [printed("never looked at")] }]) };
  assert.deepEqual(await spread({ native: run("x 0.25\n"), sse: run("x 0.25\n") }, options), []);
  const [found, ...more] = await spread(
    { native: run("x 0.25\n"), sse: run("x 0.25\n"), gpu: run("x 0.75\n") },
    options,
  );
  assert.deepEqual(more, []);
  assert.equal(found?.claim, "");
  assert.match(found?.at ?? "", /^cell 1, output 1, .*number 1$/);
  assert.deepEqual(found?.values, { native: "0.25", sse: "0.25", gpu: "0.75" });
});

Deno.test("spread() asks for nothing with a single world", async () => {
  const compare = () => Promise.reject(new Error("compared"));
  const worlds = { native: { claims: [judged(A)], cells: [cellRun(1)] } };
  assert.deepEqual(await spread(worlds, { notebook: notebook([{}]), compare }), []);
});
